package org.demarche.bench.workplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.demarche.bench.invented.LogWriter;
import org.demarche.bench.invented.RegistryWriter;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.report.BenchException;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.model.ReportEvent.Filed;

/**
 * A running stack, seen from outside: its supervisor writes down where everything is.
 *
 * @param data its folder
 */
public record Stack(Path data, ProcessHandle supervisor, TimeLimit deadline) {

    public static final String GATEWAY = "gateway";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    boolean isReady() throws IOException {
        try {
            return written().path("ready").booleanValue();
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    public URI gateway() throws IOException {
        return URI.create(written().path("url").textValue());
    }

    KafkaConfig kafka() throws IOException {
        var broker = part("broker").path("address").textValue();
        return KafkaConfig.of(Map.of("bootstrap.servers", broker), Map.of());
    }

    /** The process id of a part; each start has another. */
    public long pid(String part) throws IOException {
        return part(part).at("/process/pid").longValue();
    }

    public ProcessHandle process(String part) throws IOException {
        return ProcessHandle.of(pid(part))
                .orElseThrow(() -> new BenchException("The %s has ended".formatted(part)));
    }

    /** Each part by its name, and the supervisor as {@code up}. */
    public SortedMap<String, ProcessHandle> processes() throws IOException {
        var processes = new TreeMap<String, ProcessHandle>();
        for (var part : written().path("parts")) {
            var name = part.path("name").textValue();
            processes.put(name, process(name));
        }
        processes.put("up", supervisor);
        return processes;
    }

    /** The processor time of each process so far; this process is {@code reader}. */
    public Map<String, Duration> processorTimes() {
        var times = new TreeMap<String, Duration>();
        try {
            processes().forEach((name, process) -> times.put(name, taken(process)));
        } catch (IOException e) {
            throw new BenchException("The stack is gone: " + e);
        }
        times.put("reader", taken(ProcessHandle.current()));
        return times;
    }

    /**
     * Writes reports, with the actors and issues that they name, and waits until all are served.
     */
    public void fill(long seed, int reports) throws Exception {
        var synthetic = new SyntheticReports(seed, reports);
        var kafka = kafka();
        RegistryWriter.write(kafka, synthetic.cast());
        LogWriter.write(kafka, deadline.over(synthetic));
        awaitServed(reports);
    }

    /**
     * Writes reports about one actor and issue behind those that are there, and waits until all are
     * served.
     *
     * @param before how many events the log has already
     */
    public void fillPair(List<Filed> reports, long before) throws Exception {
        var kafka = kafka();
        RegistryWriter.writePair(kafka);
        LogWriter.write(kafka, deadline.over(reports.iterator()));
        awaitServed(before + reports.size());
    }

    /** Returns when the live version of positions has this many events, and all of the log. */
    void awaitServed(long events) throws Exception {
        var versions = new PositionVersions(gateway(), deadline);
        while (!versions.isServed(events)) {
            deadline.pause(BETWEEN_LOOKS);
        }
    }

    private static Duration taken(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private JsonNode part(String name) throws IOException {
        for (var part : written().path("parts")) {
            if (part.path("name").textValue().equals(name)) {
                return part;
            }
        }
        throw new BenchException("The stack has no " + name);
    }

    /** The stack replaces the file whole, so nobody reads half of it. */
    private JsonNode written() throws IOException {
        return JSON.readTree(Files.readAllBytes(data.resolve("stack.json")));
    }
}
