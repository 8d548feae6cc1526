package org.demarche.torture;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A client with an actor of its own. It files, corrects and retracts, mostly until the write is
 * acknowledged; sometimes it gives up, so that the outcome stays unknown. After each write it reads
 * the position with all its tokens.
 */
final class Coder implements Runnable {

    static final List<String> OUTLETS = List.of("torture-courier", "torture-gazette");
    static final int ISSUES = 40;

    private static final List<String> STANCES = List.of("favor", "against", "conditional");
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);

    /** A prime, so that the days of a pair's reports are all different and in no order. */
    private static final int DAYS = 45_007;

    private static final int STRIDE = 7_919;
    private static final int REPORTS_A_PAIR = 60;
    private static final long PAUSE_MILLIS = 25;
    private static final long BETWEEN_ATTEMPTS_MILLIS = 100;

    /**
     * The reports of a pair that count, as far as the client knows.
     *
     * @param most with the writes of unknown outcome
     */
    private record Bounds(int least, int most) {

        Bounds plus(int filed, Outcome outcome) {
            return switch (outcome) {
                case ACKNOWLEDGED -> new Bounds(least + filed, most + filed);
                case REFUSED -> this;
                case UNKNOWN -> new Bounds(least + Math.min(filed, 0), most + Math.max(filed, 0));
            };
        }
    }

    /** A report that counts, and that no write of unknown outcome is about. */
    private record Standing(String id, String issue, int n) {}

    private final String actor;
    private final Gateway gateway;
    private final History history;
    private final AtomicBoolean stop;
    private final Random random;
    private final Map<String, Bounds> bounds = new HashMap<>();
    private String token = "";
    private int filed;
    private @Nullable Standing last;

    Coder(String actor, Gateway gateway, History history, AtomicBoolean stop, long seed) {
        this.actor = actor;
        this.gateway = gateway;
        this.history = history;
        this.stop = stop;
        random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (!stop.get()) {
                step();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        var choice = random.nextInt(20);
        var report = last;
        if (choice == 0) {
            refused();
        } else if (choice <= 3 && report != null) {
            correct(report);
        } else if (choice == 4 && report != null) {
            retract(report);
        } else {
            file();
        }
    }

    private void file() throws InterruptedException {
        var n = filed++;
        var issue = issue(n);
        var id = "%s.%s.n%d".formatted(actor, issue, n);
        var outcome = write("/v1/reports", body(issue, n, STANCES), id, 0);
        count(issue, 1, outcome);
        if (outcome == Outcome.ACKNOWLEDGED) {
            last = new Standing(id, issue, n);
        }
        read(issue);
    }

    private void correct(Standing report) throws InterruptedException {
        var path = "/v1/reports/%s/corrections".formatted(report.id());
        var outcome =
                write(
                        path,
                        body(report.issue(), report.n(), STANCES),
                        report.id(),
                        Write.UNNUMBERED);
        if (outcome != Outcome.ACKNOWLEDGED) {
            last = null;
        }
        read(report.issue());
    }

    private void retract(Standing report) throws InterruptedException {
        last = null;
        var path = "/v1/reports/%s/retractions".formatted(report.id());
        var outcome = write(path, "{\"reason\": \"Torture\"}", report.id(), Write.UNNUMBERED);
        count(report.issue(), -1, outcome);
        read(report.issue());
    }

    /** A report with a fault, which must not be in the log. */
    private void refused() throws InterruptedException {
        var n = filed++;
        var issue = issue(n);
        var sent = body(issue, n, List.of("perhaps"));
        var answer = gateway.post("/v1/reports", sent);
        if (answer.status() == 422) {
            history.add(new Write("%s.%s.n%d".formatted(actor, issue, n), 0, Outcome.REFUSED));
        } else if (!isTransient(answer)) {
            history.wrong("a report with a fault", answer);
        }
    }

    /**
     * @param event 0 for a filing, else unnumbered: the answer has the number
     */
    private Outcome write(String path, String body, String report, int event)
            throws InterruptedException {
        var patient = random.nextInt(10) > 0;
        var outcome = Outcome.REFUSED;
        while (true) {
            var sent = Instant.now();
            var answer = gateway.post(path, body);
            var attempt = outcome(answer);
            outcome = attempt.then(outcome);
            if (attempt == Outcome.ACKNOWLEDGED) {
                history.good(true, sent);
                token = answer.token();
                history.add(
                        new Write(
                                report,
                                event == 0 ? 0 : answer.json().path("event").asInt(),
                                outcome));
                return outcome;
            }
            if (!isTransient(answer)) {
                history.wrong("POST " + path + ' ' + body, answer);
            }
            if (!patient || stop.get() || !isTransient(answer)) {
                history.add(new Write(report, event, outcome));
                return outcome;
            }
            Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
        }
    }

    private void read(String issue) throws InterruptedException {
        var before = history.rollBackSteps();
        var sent = Instant.now();
        var path = "/v1/actors/%s/positions/%s".formatted(actor, issue);
        var answer = gateway.get(path, token);
        var known = bounds.getOrDefault(issue, new Bounds(0, 0));
        var isThere = answer.status() == 200;
        if (isThere || (answer.status() == 404 && known.least() == 0)) {
            history.good(false, sent);
            token = answer.token().isEmpty() ? token : answer.token();
            if (answer.version() > 0) {
                var reports = isThere ? answer.json().at("/heard/reports").intValue() : 0;
                history.add(
                        new Reading(
                                actor,
                                actor + '.' + issue,
                                known.least(),
                                known.most(),
                                reports,
                                answer.version(),
                                before,
                                history.rollBackSteps()));
            }
        } else if (!isTransient(answer)) {
            history.wrong("GET %s with %s".formatted(path, token), answer);
        }
    }

    private void count(String issue, int change, Outcome outcome) {
        bounds.put(issue, bounds.getOrDefault(issue, new Bounds(0, 0)).plus(change, outcome));
    }

    private static String issue(int n) {
        return "torture-" + n / REPORTS_A_PAIR % ISSUES;
    }

    private String body(String issue, int n, List<String> stances) {
        return """
        {"id": "n%d", "holder": "%s", "spokenFor": "%2$s", "issue": "%s", "stance": "%s", "saidOn": "%s",
         "source": {"outlet": "%s", "publishedOn": "2025-01-01"}}
        """
                .formatted(
                        n,
                        actor,
                        issue,
                        stances.get(random.nextInt(stances.size())),
                        FIRST_DAY.plusDays((long) n * STRIDE % DAYS),
                        OUTLETS.get(random.nextInt(OUTLETS.size())));
    }

    /** Whether faults explain the answer, and the client may try again. */
    private static boolean isTransient(Gateway.Answer answer) {
        return switch (answer.status()) {
            case Gateway.NONE, 429, 503, 504 -> true;
            default -> false;
        };
    }

    private static Outcome outcome(Gateway.Answer answer) {
        return switch (answer.status()) {
            case 200, 201 -> Outcome.ACKNOWLEDGED;
            case Gateway.NONE, 504 -> Outcome.UNKNOWN;
            default -> Outcome.REFUSED;
        };
    }
}
