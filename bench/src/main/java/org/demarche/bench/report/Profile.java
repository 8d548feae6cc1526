package org.demarche.bench.report;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** The use of processor time, by samples of the threads of a process. */
public final class Profile {

    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(5);
    private static final int FRAMES = 5;

    /** Samples by processor time, the system's too; only on Linux. */
    private static final String BY_CPU = "jdk.CPUTimeSample";

    private static final String BY_CLOCK = "jdk.ExecutionSample";
    private static final Set<String> SAMPLES = Set.of(BY_CPU, BY_CLOCK);

    /** The parts that a sample can belong to; the innermost matching frame decides. */
    private static final List<Part> PARTS =
            List.of(
                    new Part("decode", "org.demarche.log.event.ReportCodec.decode"),
                    new Part("fold", "org.demarche.model.fold.Dossier.evolve"),
                    new Part("documents", "org.demarche.log.view."),
                    new Part("evaluate", "org.demarche.model.fold.Dossier.at"),
                    new Part("documents", "org.demarche.position.projection.Positions."),
                    new Part("commit", "org.apache.kafka.clients.producer.KafkaProducer.commit"),
                    new Part("commit", "org.apache.kafka.clients.producer.KafkaProducer.sendOff"),
                    new Part("produce", "org.apache.kafka.clients.producer."),
                    new Part("fetch", "org.apache.kafka.clients.consumer."));

    private static final String OTHER = "other";

    private record Part(String name, String prefix) {}

    private Profile() {}

    public static Recording recording() {
        var recording = new Recording();
        if (System.getProperty("os.name").equals("Linux")) {
            recording.enable(BY_CPU).with("throttle", BETWEEN_SAMPLES.toMillis() + "ms");
        } else {
            recording.enable(BY_CLOCK).withPeriod(BETWEEN_SAMPLES);
        }
        return recording;
    }

    /** The share of each part in percent, the largest first, with its busiest methods. */
    public static List<Figure> read(Path file) throws IOException {
        var samples = new HashMap<String, Map<String, Integer>>();
        var all = 0;
        for (var event : RecordingFile.readAllEvents(file)) {
            if (SAMPLES.contains(event.getEventType().getName()) && event.getStackTrace() != null) {
                samples.computeIfAbsent(partOf(event), _ -> new HashMap<>())
                        .merge(
                                method(event.getStackTrace().getFrames().getFirst()),
                                1,
                                Integer::sum);
                all++;
            }
        }
        var parts = new ArrayList<Figure>();
        for (var part : samples.entrySet()) {
            parts.add(figure(part.getKey(), part.getValue(), all));
        }
        parts.sort(Comparator.comparingDouble(Figure::value).reversed());
        return parts;
    }

    private static Figure figure(String name, Map<String, Integer> methods, double all) {
        var busiest =
                methods.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(FRAMES)
                        .map(
                                method ->
                                        "%s %s"
                                                .formatted(
                                                        percent(method.getValue() / all),
                                                        shortened(method.getKey())))
                        .collect(joining(", "));
        var samples = methods.values().stream().mapToInt(count -> count).sum();
        return Figure.of("profile: " + name, 100 * samples / all, "%", busiest);
    }

    private static String percent(double share) {
        return Figure.digits(Math.round(1000 * share) / 10.0);
    }

    /** The class and the method, without the package. */
    private static String shortened(String method) {
        var parts = method.split("\\.");
        return parts[parts.length - 2] + '.' + parts[parts.length - 1];
    }

    private static String partOf(RecordedEvent sample) {
        for (var frame : sample.getStackTrace().getFrames()) {
            var method = method(frame);
            for (var part : PARTS) {
                if (method.startsWith(part.prefix())) {
                    return part.name();
                }
            }
        }
        return OTHER;
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + '.' + frame.getMethod().getName();
    }
}
