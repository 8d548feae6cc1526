package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;
import org.demarche.log.Token;

/**
 * Files one report after the other until it is stopped, each again and again until it is
 * acknowledged: what a careful client does while servers come and go.
 */
final class Filing {

    private final Api api;
    private final IntFunction<String> report;
    private final Map<String, Token> acknowledged = new ConcurrentSkipListMap<>();
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

    /** By report id: the token of the answer. */
    Map<String, Token> stop() {
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
            acknowledged.put(answer.json().path("id").asText(), Token.parse(answer.token()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
