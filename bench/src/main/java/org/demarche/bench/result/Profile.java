package org.demarche.bench.result;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/** The use of processor time, by samples of the threads of a process. */
public final class Profile {

    private static final String BETWEEN_SAMPLES = "5ms";
    private static final int FRAMES = 5;

    /** Samples by processor time, including the system's time. Only Linux has them. */
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
        recording.setSettings(settings());
        return recording;
    }

    /** Returns the settings for Flight Recorder, in this process or in another one. */
    public static Map<String, String> settings() {
        return isByCpu()
                ? Map.of(BY_CPU + "#enabled", "true", BY_CPU + "#throttle", BETWEEN_SAMPLES)
                : Map.of(BY_CLOCK + "#enabled", "true", BY_CLOCK + "#period", BETWEEN_SAMPLES);
    }

    private static boolean isByCpu() {
        return System.getProperty("os.name").equals("Linux");
    }

    /** The share of each part in percent, the largest first, with its busiest methods. */
    public static List<Figure> read(Path file) throws IOException {
        var parts = new HashMap<String, Map<String, Integer>>();
        for (var sample : samples(file)) {
            count(parts, partOf(sample), sample);
        }
        return shares(parts);
    }

    /** The share of each process in percent, the largest first, with its busiest methods. */
    public static List<Figure> byProcess(String contender, Map<String, Path> recordings)
            throws IOException {
        var processes = new HashMap<String, Map<String, Integer>>();
        for (var recording : recordings.entrySet()) {
            for (var sample : samples(recording.getValue())) {
                count(processes, contender + ", " + recording.getKey(), sample);
            }
        }
        return shares(processes);
    }

    /** Draws a flame graph as one page, which needs no other file. */
    public static void draw(Path recording, Path page, String title) throws IOException {
        var arguments = new Arguments();
        arguments.title = title;
        arguments.output = "html";
        arguments.cpuTime = isByCpu();
        arguments.dot = true;
        arguments.norm = true;
        JfrToFlame.convert(recording.toString(), page.toString(), arguments);
    }

    private static List<RecordedEvent> samples(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> SAMPLES.contains(event.getEventType().getName()))
                .filter(event -> event.getStackTrace() != null)
                .toList();
    }

    private static void count(
            Map<String, Map<String, Integer>> samples, String name, RecordedEvent sample) {
        samples.computeIfAbsent(name, _ -> new HashMap<>())
                .merge(method(sample.getStackTrace().getFrames().getFirst()), 1, Integer::sum);
    }

    private static List<Figure> shares(Map<String, Map<String, Integer>> samples) {
        var all =
                samples.values().stream()
                        .flatMap(methods -> methods.values().stream())
                        .mapToInt(count -> count)
                        .sum();
        return samples.entrySet().stream()
                .map(part -> figure(part.getKey(), part.getValue(), all))
                .sorted(Comparator.comparingDouble(Figure::value).reversed())
                .toList();
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
