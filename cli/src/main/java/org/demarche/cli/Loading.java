package org.demarche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Files lines batch after batch, and counts what became of them. */
final class Loading {

    private static final int BATCH_BYTES = 1 << 20;
    private static final int ATTEMPTS = 6;
    private static final int REFUSED_KEPT = 1_000;

    private final Gateway gateway;
    private final Consumer<Refused> onRefused;
    private final List<Refused> refused = new ArrayList<>();
    private long lines;
    private long filed;
    private long known;
    private long failed;
    private String token = "";

    Loading(Gateway gateway, Consumer<Refused> onRefused) {
        this.gateway = gateway;
        this.onRefused = onRefused;
    }

    /**
     * @param line from 1, in its file
     */
    record Refused(String file, long line, int status, String reason) {

        String text() {
            return "%s:%d: %s".formatted(file, line, reason);
        }
    }

    /**
     * @param filed how many reports are new
     * @param known how many were filed before
     * @param refused the first thousand
     * @param token reads that send it see all that was filed here
     */
    record Result(
            long lines, long filed, long known, long failed, List<Refused> refused, String token) {

        String text() {
            return "%d lines: %d filed, %d known before, %d refused."
                            .formatted(lines, filed, known, failed)
                    + (token.isEmpty() ? "" : "%nToken: %s".formatted(token));
        }
    }

    Result result() {
        return new Result(lines, filed, known, failed, List.copyOf(refused), token);
    }

    void load(String file, InputStream in, LongConsumer onBytes) throws IOException {
        var batches = new Lines(in, BATCH_BYTES);
        var before = 0L;
        for (var batch = batches.next(); batch.bytes().length > 0; batch = batches.next()) {
            var answer = send(batch, file, before);
            for (var line : answer.body().lines().toList())
                take(Gateway.JSON.readTree(line), file, before);
            before += batch.lines();
            onBytes.accept(batch.bytes().length);
        }
        lines += before;
    }

    /** Repeats what was refused for now: a report that did arrive is found to be the same. */
    private HttpResponse<String> send(Lines.Batch batch, String file, long before) {
        for (var attempt = 1; ; attempt++) {
            var answer = gateway.file(batch.bytes());
            if (answer.statusCode() == 200) return answer;
            var problem = Problem.of(answer.statusCode(), answer.body());
            if (answer.statusCode() != 503 || attempt == ATTEMPTS) {
                throw new Failure(
                        problem.failure().exitCode(),
                        "%s: stopped before line %d; load it again to go on.%n%s"
                                .formatted(file, before + 1, problem.failure().getMessage()));
            }
            pause(answer.headers().firstValueAsLong("Retry-After").orElse(1));
        }
    }

    private void take(JsonNode result, String file, long before) {
        if (!result.path("line").isIntegralNumber()) {
            summarise(result);
        } else if (result.path("status").asInt() >= 400) {
            failed++;
            var problem = Problem.of(result.path("status").asInt(), result);
            var line =
                    new Refused(
                            file,
                            before + result.path("line").asLong(),
                            problem.status(),
                            problem.line());
            if (refused.size() < REFUSED_KEPT) refused.add(line);
            onRefused.accept(line);
        }
    }

    private void summarise(JsonNode result) {
        filed += result.path("filed").asLong();
        known += result.path("known").asLong();
        token = result.path("token").asText(token);
    }

    private static void pause(long seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.UNREACHABLE, "Interrupted.", e);
        }
    }
}
