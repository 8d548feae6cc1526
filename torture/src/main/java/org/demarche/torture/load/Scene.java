package org.demarche.torture.load;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.demarche.torture.check.ActorAndIssue;
import org.demarche.torture.check.Content;

/**
 * The actors, issues, outlets and days of the load. They are few, so that there are mixed turns,
 * ties and shifts.
 */
public final class Scene {

    private static final List<String> ACTORS =
            List.of("arvenia", "belmora", "cortania", "dravia", "elsmark", "fenwick");
    private static final List<String> ISSUES = List.of("canal-toll", "river-treaty");
    private static final List<String> OUTLETS = List.of("courier", "gazette", "herald");
    private static final List<String> STANCES = List.of("favor", "against", "conditional", "none");
    private static final int DAYS = 24;
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 30;

    private Scene() {}

    static ActorAndIssue subject(RandomGenerator random) {
        return new ActorAndIssue(one(ACTORS, random), one(ISSUES, random));
    }

    static Content content(RandomGenerator random) {
        // a conditional stance wins each mixed turn, so it must be rare
        var stance =
                random.nextInt(8) == 0 ? one(STANCES, random) : one(STANCES.subList(0, 2), random);
        var day = FIRST.plusDays(random.nextInt(DAYS) * 7L);
        return new Content(stance, day, one(OUTLETS, random));
    }

    static <T> T one(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    /**
     * Registers the names, and declares the count that is compared with the reference fold.
     *
     * @throws IllegalStateException if the gateway refuses a request; the message has the answer
     */
    public static void set(Gate gate) throws InterruptedException {
        for (var actor : ACTORS) {
            put(gate, "/v1/actors/" + actor, Map.of("kind", "state", "name", actor));
        }
        for (var issue : ISSUES) {
            var name = issue.replace('-', ' ');
            put(
                    gate,
                    "/v1/issues/" + issue,
                    Map.of("name", name, "proposition", "The " + name + " should stay"));
        }
        for (var outlet : OUTLETS) {
            put(gate, "/v1/outlets/" + outlet, Map.of("kind", "newspaper", "name", outlet));
        }
        sendUntilDone(
                gate,
                "POST",
                "/v1/projections",
                """
                {"name": "tally", "key": "report.holder + ' ' + report.issue + ' ' + report.stance", "fields": {"n": "count()"}}
                """);
    }

    private static void put(Gate gate, String path, Map<String, String> entry)
            throws InterruptedException {
        sendUntilDone(gate, "PUT", path, WriteBodies.json(entry));
    }

    private static void sendUntilDone(Gate gate, String method, String path, String body)
            throws InterruptedException {
        var reply = gate.send(method, path, body, PATIENCE);
        for (var n = 1; !reply.isDone() && n < ATTEMPTS; n++) {
            Thread.sleep(500);
            reply = gate.send(method, path, body, PATIENCE);
        }
        if (!reply.isDone()) {
            throw new IllegalStateException(
                    "%s %s was answered with %d %s"
                            .formatted(method, path, reply.status(), reply.text()));
        }
    }
}
