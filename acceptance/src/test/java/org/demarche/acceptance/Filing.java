package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.IntFunction;
import org.demarche.model.Await;

/**
 * Files one report after the other until it is stopped, each again and again until it is
 * acknowledged: what a careful client does while servers come and go.
 */
final class Filing {

    private final Api api;
    private final IntFunction<String> report;
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final CompletableFuture<Void> ended;
    private volatile boolean stopping;

    private Filing(Api api, IntFunction<String> report) {
        this.api = api;
        this.report = report;
        ended = CompletableFuture.runAsync(this::run, Thread::startVirtualThread);
    }

    /**
     * @param report the n-th one, with an id of its own
     */
    static Filing begin(Api api, IntFunction<String> report) {
        return new Filing(api, report);
    }

    /** Returns when so many more reports are acknowledged. */
    void awaitMore(int reports) throws Exception {
        var enough = acknowledged.size() + reports;
        Await.until(
                "%d acknowledged reports".formatted(enough),
                () -> {
                    if (ended.isCompletedExceptionally()) ended.join();
                    return acknowledged.size() >= enough;
                });
    }

    /** The ids of the reports that were acknowledged. */
    Set<String> stop() {
        stopping = true;
        ended.join();
        return acknowledged;
    }

    private void run() {
        for (var n = 0; !stopping; n++) {
            var body = report.apply(n);
            while (!isAcknowledged(body)) Await.breathe();
        }
    }

    private boolean isAcknowledged(String body) {
        try {
            var answer = api.post("/v1/reports", Api.JSON, body);
            if (answer.status() == 503 || answer.status() == 504) return false;
            assertThat(answer.status()).as(answer.body()).isIn(200, 201);
            acknowledged.add(answer.json().path("id").asText());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
