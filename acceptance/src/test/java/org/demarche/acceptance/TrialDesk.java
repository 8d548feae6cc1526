package org.demarche.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import org.demarche.log.Token;
import org.demarche.model.Await;

/**
 * A coder and a reader of one actor. The coder files a report each second, again and again until it
 * is acknowledged. The reader reads the position with the newest token, and so must see every
 * report that was acknowledged before.
 */
final class TrialDesk {

    static final String ISSUE = "trial-toll";
    static final String OUTLET = "trial-daily";

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final LocalDate FIRST_DAY = LocalDate.of(1950, 1, 1);

    /** The number of reports and the token of the newest acknowledgement. */
    private record Acknowledged(int reports, Token token) {}

    private final Api api;
    private final String actor;
    private volatile TrialFigures figures;
    private final Set<String> ids = new ConcurrentSkipListSet<>();
    private final CompletableFuture<Void> coder;
    private final CompletableFuture<Void> reader;
    private volatile Acknowledged newest = new Acknowledged(0, Token.NONE);
    private volatile boolean stopping;

    private TrialDesk(Api api, String actor, TrialFigures figures) {
        this.api = api;
        this.actor = actor;
        this.figures = figures;
        coder = CompletableFuture.runAsync(this::file, Thread::startVirtualThread);
        reader = CompletableFuture.runAsync(this::read, Thread::startVirtualThread);
    }

    static TrialDesk open(Api api, String actor, TrialFigures figures) {
        return new TrialDesk(api, actor, figures);
    }

    String actor() {
        return actor;
    }

    /** Of the newest acknowledgement. */
    Token token() {
        return newest.token();
    }

    /** From now on it counts here. */
    void count(TrialFigures next) {
        figures = next;
    }

    /** Throws what has ended the coder or the reader before its time. */
    void requireWorking() {
        if (coder.isCompletedExceptionally()) coder.join();
        if (reader.isCompletedExceptionally()) reader.join();
    }

    /** The ids of the reports that were acknowledged. */
    Set<String> close() {
        stopping = true;
        coder.join();
        reader.join();
        return ids;
    }

    private void file() {
        for (var n = 0; !stopping; n++) {
            var began = System.nanoTime();
            var body = report(n);
            while (!isAcknowledged(body, n, began)) Await.breathe();
            LockSupport.parkNanos(began + PACE.toNanos() - System.nanoTime());
        }
    }

    private boolean isAcknowledged(String body, int n, long began) {
        try {
            var answer = api.post("/v1/reports", Api.JSON, body);
            if (answer.status() != 200 && answer.status() != 201) {
                figures.refused(answer);
                return false;
            }
            figures.acknowledged(System.nanoTime() - began);
            ids.add(answer.json().path("id").asText());
            newest = new Acknowledged(n + 1, Token.parse(answer.token()));
            return true;
        } catch (IOException e) {
            figures.brokenOff();
            return false;
        }
    }

    private void read() {
        var path = "/v1/actors/%s/positions/%s".formatted(actor, ISSUE);
        var began = System.nanoTime();
        while (!stopping) {
            var seen = newest;
            if (seen.reports() > 0 && isRead(path, seen, began)) began = System.nanoTime();
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    private boolean isRead(String path, Acknowledged seen, long began) {
        try {
            var answer = api.get(path, seen.token());
            if (answer.status() != 200) {
                figures.notRead(answer);
                return false;
            }
            var heard = answer.json().at("/heard/reports").asInt();
            figures.read(System.nanoTime() - began, heard >= seen.reports());
            return true;
        } catch (IOException e) {
            figures.brokenOff();
            return false;
        }
    }

    private String report(int n) {
        return """
        {"id": "n%d", "holder": "%s", "spokenFor": "%s", "issue": "%s", "stance": "%s", "saidOn": "%s",
         "source": {"outlet": "%s", "publishedOn": "2025-01-15"}}
        """
                .formatted(
                        n,
                        actor,
                        actor,
                        ISSUE,
                        n % 2 == 0 ? "favor" : "against",
                        FIRST_DAY.plusDays(n),
                        OUTLET);
    }
}
