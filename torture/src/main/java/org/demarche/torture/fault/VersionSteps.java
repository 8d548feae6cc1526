package org.demarche.torture.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.demarche.torture.check.RecordedRun.RollBack;
import org.demarche.torture.load.Gate;
import org.demarche.torture.load.Gate.Reply;
import org.jspecify.annotations.Nullable;

/** Replays, promotions and roll backs of the positions, over HTTP, as an operator does them. */
public final class VersionSteps {

    private static final String PROJECTION = "/v1/projections/positions";
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Gate gate;
    private final List<RollBack> rollBacks = new ArrayList<>();

    /** The last answer. It is part of the message if a wait fails. */
    private String last = "";

    public VersionSteps(Gate gate) {
        this.gate = gate;
    }

    public List<RollBack> rollBacks() {
        return List.copyOf(rollBacks);
    }

    /**
     * Returns the numbers of the versions that are folded to the end: the live one and the
     * standbys.
     */
    public List<Integer> whole() throws InterruptedException {
        return numbers(state -> state.equals("live") || state.equals("standby"));
    }

    void replay() throws InterruptedException {
        retireStandbys();
        var number = start("auto");
        until("positions/%d is live".formatted(number), () -> live() == number);
    }

    void promote() throws InterruptedException {
        retireStandbys();
        var number = start("manual");
        until("positions/%d is ready".formatted(number), () -> state(number).equals("ready"));
        var path = PROJECTION + "/versions/" + number + "/promotion";
        until("positions/%d is promoted".formatted(number), () -> ask("POST", path, "{}"));
        until("positions/%d is live".formatted(number), () -> live() == number);
    }

    void rollBack() throws InterruptedException {
        if (numbers("standby"::equals).isEmpty()) replay();
        var to = numbers("standby"::equals).getLast();
        var asked = System.nanoTime();
        var body = "{\"to\": %d}".formatted(to);
        until("positions is rolled back", () -> ask("POST", PROJECTION + "/rollback", body));
        rollBacks.add(new RollBack(to, asked, System.nanoTime()));
        until("positions/%d is live".formatted(to), () -> live() == to);
    }

    private int start(String promote) throws InterruptedException {
        var body = "{\"promote\": \"%s\"}".formatted(promote);
        var before = numbers(state -> true).getLast();
        until(
                "a replay begins",
                () -> {
                    // if an answer was lost, the replay may have started already
                    if (numbers(state -> true).getLast() > before) return true;
                    return ask("POST", PROJECTION + "/replays", body);
                });
        return numbers(state -> true).getLast();
    }

    /** Retires all standbys, so that there is never more than one. */
    private void retireStandbys() throws InterruptedException {
        for (var number : numbers("standby"::equals)) {
            var path = PROJECTION + "/versions/" + number;
            until("positions/%d is retired".formatted(number), () -> ask("DELETE", path, null));
        }
    }

    private boolean ask(String method, String path, @Nullable String body)
            throws InterruptedException {
        Reply reply = gate.send(method, path, body, ANSWER);
        last = "%s %s: %d %s".formatted(method, path, reply.status(), reply.text());
        return reply.status() / 100 == 2;
    }

    private int live() throws InterruptedException {
        return projection().path("live").asInt();
    }

    private String state(int number) throws InterruptedException {
        var path = PROJECTION + "/versions/" + number;
        var version = gate.get(path, "", ANSWER).json();
        last = version.toString();
        return version.path("state").asText();
    }

    private List<Integer> numbers(Predicate<String> state) throws InterruptedException {
        var versions = projection().path("versions");
        return StreamSupport.stream(versions.spliterator(), false)
                .filter(version -> state.test(version.path("state").asText()))
                .map(version -> version.path("version").asInt())
                .sorted()
                .toList();
    }

    private JsonNode projection() throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        var reply = gate.get(PROJECTION, "", ANSWER);
        while (reply.status() != 200 && Instant.now().isBefore(end)) {
            Thread.sleep(BETWEEN);
            reply = gate.get(PROJECTION, "", ANSWER);
        }
        return reply.json();
    }

    /** A condition that takes time to check. */
    private interface Asked {
        boolean isSo() throws InterruptedException;
    }

    private void until(String what, Asked asked) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (!asked.isSo()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "This did not happen in time: %s. The last answer: %s"
                                .formatted(what, last));
            }
            Thread.sleep(BETWEEN);
        }
    }
}
