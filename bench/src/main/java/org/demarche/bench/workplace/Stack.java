package org.demarche.bench.workplace;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.bench.invented.LogWriter;
import org.demarche.bench.invented.RegistryWriter;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.topic.TopicEnds;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.model.ReportEvent.Filed;

/**
 * A running stack, seen from outside. Its supervisor writes a file with the addresses and processes
 * of all parts.
 *
 * @param data the folder of the stack
 */
public record Stack(Path data, ProcessHandle supervisor, TimeLimit deadline) {

    public static final String GATEWAY = "gateway";
    public static final String POSITION = "position";

    /** A variable in the gateway's environment. */
    private static final String STORE = "DEMARCHE_EVIDENCE_DIRECTORY=";

    private static final String WRITTEN = "stack.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration NAMES_KNOWN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_CLOSE_LOOKS = Duration.ofMillis(10);

    /**
     * Deletes the file of the last stack in this folder, so that it is not taken for that of the
     * next.
     */
    static void forgetLast(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(WRITTEN));
    }

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

    public URI ingest() throws IOException {
        return URI.create(part("ingest").path("address").textValue());
    }

    public String broker() throws IOException {
        return part("broker").path("address").textValue();
    }

    public KafkaConfig kafka() throws IOException {
        return KafkaConfig.of(Map.of("bootstrap.servers", broker()), Map.of());
    }

    /** Returns the process id of a part. It changes with each start. */
    public long pid(String part) throws IOException {
        return part(part).at("/process/pid").longValue();
    }

    public ProcessHandle process(String part) throws IOException {
        return ProcessHandle.of(pid(part))
                .orElseThrow(() -> new BenchException("The %s has ended".formatted(part)));
    }

    /** Returns all processes: each part by its name, and the supervisor as {@code up}. */
    public SortedMap<String, ProcessHandle> processes() throws IOException {
        var processes = services();
        processes.put("up", supervisor);
        return processes;
    }

    /** Returns the processes of the parts, each by its name. */
    public SortedMap<String, ProcessHandle> services() throws IOException {
        var processes = new TreeMap<String, ProcessHandle>();
        for (var part : written().path("parts")) {
            var name = part.path("name").textValue();
            processes.put(name, process(name));
        }
        return processes;
    }

    /** The folder of the gateway's store; empty if it has none. */
    public Optional<Path> gatewayStore() throws IOException {
        var environment =
                Files.readString(Path.of("/proc", Long.toString(pid(GATEWAY)), "environ"));
        return Stream.of(environment.split("\0"))
                .filter(variable -> variable.startsWith(STORE))
                .map(variable -> Path.of(variable.substring(STORE.length())))
                .findFirst();
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
        register(new SyntheticReports(seed, reports));
        append(seed, reports);
        awaitServed(reports);
    }

    /** Writes reports, and does not wait until they are served. */
    public void append(long seed, int reports) throws IOException {
        LogWriter.write(kafka(), deadline.over(new SyntheticReports(seed, reports)));
    }

    /**
     * Writes reports about one actor and issue after the existing ones, and waits until all are
     * served.
     *
     * @param before the number of events that the log has already
     */
    public void fillPair(List<Filed> reports, long before) throws Exception {
        var kafka = kafka();
        RegistryWriter.writePair(kafka);
        LogWriter.write(kafka, deadline.over(reports.iterator()));
        awaitServed(before + reports.size());
    }

    /** Registers the names in these reports, so that they can be filed and asked for. */
    public void register(SyntheticReports reports) throws Exception {
        RegistryWriter.write(kafka(), reports.cast());
    }

    /**
     * Files this report, and returns when the gateway has taken it. The gateway takes it as soon as
     * its names are known.
     */
    public void awaitTaken(byte[] body) throws Exception {
        var patience = TimeLimit.in(NAMES_KNOWN);
        while (true) {
            try {
                var _ = Http.post(gateway().resolve("/v1/reports"), new String(body, UTF_8));
                return;
            } catch (BenchException e) {
                if (patience.left().isNegative()) {
                    throw e;
                }
            }
            deadline.pause(BETWEEN_LOOKS);
        }
    }

    /**
     * Measures how long the live version of positions takes to commit everything that the log has
     * now.
     */
    public Duration untilFolded() throws Exception {
        var begun = System.nanoTime();
        var config = kafka();
        var live = new PositionVersions(gateway(), deadline).live();
        try (var admin = Admin.create(config.clientProperties())) {
            var ends = TopicEnds.of(admin, config.topics().reports(), config.partitions());
            while (!TopicEnds.isReached(admin, config.topics().group(live), ends)) {
                deadline.pause(BETWEEN_CLOSE_LOOKS);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /**
     * Returns when the live version of positions has at least this many events, and the whole log.
     */
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

    /**
     * Reads the file of the supervisor. The supervisor always replaces the whole file, so no reader
     * sees half of it.
     */
    private JsonNode written() throws IOException {
        return JSON.readTree(Files.readAllBytes(data.resolve(WRITTEN)));
    }
}
