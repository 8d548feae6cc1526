package org.demarche.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.demarche.model.Await;

/**
 * Kills containers of a cluster, one after the other, while twelve coders and twelve readers work,
 * for {@code acceptance/cluster}. Arguments: the proxy's URL, the name of the Compose project, and
 * the number of reports to acknowledge before the next event. Prints a table, and ends with 1 where
 * a promise was not kept.
 */
final class ClusterTrial {

    private static final int DESKS = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * A look at a broker starts a Java process in its container, which takes a core for a while.
     */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private static final Duration LONGEST_REFUSED = Duration.ofSeconds(15);

    private final Api api;
    private final String project;
    private final int reports;
    private final String began = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final List<String> rows = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<TrialDesk> desks;
    private TrialFigures figures = new TrialFigures();

    private ClusterTrial(Api api, String project, int reports) throws Exception {
        this.api = api;
        this.project = project;
        this.reports = reports;
        register();
        desks =
                IntStream.range(0, DESKS)
                        .mapToObj(n -> TrialDesk.open(api, actor(n), figures))
                        .toList();
    }

    public static void main(String[] arguments) throws Exception {
        var reports = Integer.parseInt(arguments[2]);
        var trial = new ClusterTrial(new Api(arguments[0]), arguments[1], reports);
        trial.run();
        System.out.println(TrialFigures.HEAD);
        trial.rows.forEach(System.out::println);
        trial.broken.forEach(System.out::println);
        System.exit(trial.broken.isEmpty() ? 0 : 1);
    }

    private void run() throws Exception {
        step("nothing happens", () -> true);
        for (var broker : List.of("kafka-1", "kafka-2", "kafka-3")) {
            lose(broker, () -> isInSync(broker));
        }
        for (var service : List.of("api-gateway", "position-service", "ingest-service")) {
            lose(service, () -> true);
        }
        compare();
    }

    /**
     * @param whole whether all is as before
     */
    private void lose(String service, Callable<Boolean> whole) throws Exception {
        var container = containers(service).getFirst();
        docker("kill --signal KILL " + container);
        step(service + " is killed", () -> true);
        docker("start " + container);
        step(service + " is back", () -> isHealthy(container) && whole.call());
    }

    /** Returns when the desks have filed enough more and the condition holds. */
    private void step(String name, Callable<Boolean> done) throws Exception {
        var now = new TrialFigures();
        figures = now;
        desks.forEach(desk -> desk.count(now));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (now.acknowledged() < reports || !done.call()) {
            desks.forEach(TrialDesk::requireWorking);
            if (System.nanoTime() > deadline)
                throw new IllegalStateException("waited in vain: " + name);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        rows.add(now.row(name));
        System.out.println(rows.getLast());
        require(now.stale() == 0, name + ": %d reads were stale", now.stale());
        var longest = now.longest();
        require(longest.compareTo(LONGEST_REFUSED) <= 0, name + ": a write took %s", longest);
    }

    /** Everything acknowledged is in the log, and counts once. */
    private void compare() throws Exception {
        var acknowledged = new TreeSet<String>();
        for (var desk : desks) {
            var filed = desk.close();
            acknowledged.addAll(filed);
            var path = "/v1/actors/%s/positions/%s".formatted(desk.actor(), TrialDesk.ISSUE);
            Await.until(path, () -> api.get(path, desk.token()).status() == 200);
            var heard = api.get(path, desk.token()).json().at("/heard/reports").asInt();
            require(heard == filed.size(), "%s: %d of %d", desk.actor(), heard, filed.size());
        }
        var exported = new TreeMap<String, Integer>();
        api.get("/v1/export/reports")
                .body()
                .lines()
                .map(Api::parse)
                .filter(line -> line.path("report").asText().startsWith("trial-" + began))
                .forEach(line -> exported.merge(line.path("report").asText(), 1, Integer::sum));
        var doubled = exported.values().stream().filter(times -> times > 1).count();
        System.out.printf(
                "%d reports acknowledged, %d in the log, %d there twice%n",
                acknowledged.size(), exported.size(), doubled);
        acknowledged.removeAll(exported.keySet());
        require(acknowledged.isEmpty(), "lost: %s", acknowledged);
    }

    private void register() throws Exception {
        put(
                "issues/" + TrialDesk.ISSUE,
                "{\"name\": \"Trial toll\", \"proposition\": \"Raise it\"}");
        put("outlets/" + TrialDesk.OUTLET, "{\"kind\": \"newspaper\", \"name\": \"Trial Daily\"}");
        for (var n = 0; n < DESKS; n++) {
            put(
                    "actors/" + actor(n),
                    "{\"kind\": \"state\", \"name\": \"Land %s\"}".formatted(actor(n)));
        }
    }

    /** Another trial on the same stack has other actors. */
    private String actor(int n) {
        return "trial-%s-%d".formatted(began, n);
    }

    private void put(String path, String body) throws IOException {
        var answer = api.put("/v1/" + path, body);
        if (answer.status() > 201) throw new IOException(answer.body());
    }

    private List<String> containers(String service) throws IOException {
        return docker(
                        "ps --quiet --filter label=com.docker.compose.project=%s --filter label=com.docker.compose.service=%s"
                                .formatted(project, service))
                .lines()
                .toList();
    }

    private static boolean isHealthy(String container) throws IOException {
        return docker("inspect --format '{{.State.Health.Status}}' " + container)
                .strip()
                .equals("healthy");
    }

    private boolean isInSync(String broker) throws IOException {
        return docker(
                        "exec %s /opt/kafka/bin/kafka-topics.sh --bootstrap-server %s:9094 --describe --under-replicated-partitions"
                                .formatted(
                                        containers(broker).getFirst(),
                                        broker.replace("kafka", "broker")))
                .isBlank();
    }

    private static String docker(String command) throws IOException {
        var outcome = Shell.run("docker " + command);
        if (outcome.exitCode() != 0) throw new IOException(command + ": " + outcome.output());
        return outcome.output();
    }

    private void require(boolean kept, String sentence, Object... arguments) {
        if (!kept) broken.add("BROKEN: " + sentence.formatted(arguments));
    }
}
