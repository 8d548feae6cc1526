package org.demarche.bench.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.result.BenchException;

/** Files reports in one stream of lines for some time, and returns the counts of the summary. */
final class LineLoad implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI reports;
    private final InventedBodies bodies;

    LineLoad(URI gateway, InventedBodies bodies) {
        this.reports = gateway.resolve("/v1/reports?results=errors");
        this.bodies = bodies;
    }

    /** Runs the load. Its time ends with the last answer. */
    Loaded run(Duration time) throws Exception {
        var begun = System.nanoTime();
        var request =
                HttpRequest.newBuilder(reports)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () ->
                                                new TimedLines(
                                                        this::line,
                                                        () ->
                                                                System.nanoTime() - begun
                                                                        >= time.toNanos())))
                        .build();
        var answer = answer(request, time.plus(PATIENCE));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        var last = last(answer);
        if (!last.startsWith("{\"summary\"")) {
            throw new BenchException("The answer to the stream has no summary: " + last);
        }
        var summary = JSON.readTree(last).path("summary");
        if (summary.path("created").longValue() != summary.path("lines").longValue()) {
            throw new BenchException(
                    "Not all lines of the stream were filed: %s, the first: %s"
                            .formatted(summary, answer.lines().findFirst().orElse("")));
        }
        return Loaded.counted(summary.path("created").longValue(), took);
    }

    /**
     * @param most the longest time of the whole exchange, because the timeout of a request ends
     *     with the first bytes
     */
    private String answer(HttpRequest request, Duration most) throws Exception {
        var arrived = new ByteArrayOutputStream();
        var exchange =
                client.sendAsync(
                        request,
                        BodyHandlers.ofByteArrayConsumer(
                                part -> part.ifPresent(arrived::writeBytes)));
        try {
            exchange.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new BenchException(
                    "The stream was not answered within %d s. The last result was: %s"
                            .formatted(most.toSeconds(), last(arrived)));
        } catch (ExecutionException e) {
            throw new BenchException(
                    "The stream broke off: %s. The last result was: %s"
                            .formatted(e.getCause(), last(arrived)));
        }
        return arrived.toString(UTF_8);
    }

    private static String last(ByteArrayOutputStream lines) {
        return last(lines.toString(UTF_8));
    }

    private static String last(String lines) {
        return lines.strip().lines().reduce("", (_, line) -> line);
    }

    private byte[] line() {
        var body = bodies.next().body();
        var line = Arrays.copyOf(body, body.length + 1);
        line[body.length] = '\n';
        return line;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
