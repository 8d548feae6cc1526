package org.demarche.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends writes, whatever becomes of the ones before: at their times, or as fast as a number of
 * clients gets answers. It opens no more connections than one address may have.
 */
final class Arrivals {

    private static final int CONNECTIONS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Api api;
    private final IntFunction<String> report;
    private final AtomicInteger next = new AtomicInteger();

    /** The outcomes of the writes. */
    static final class Outcome {

        final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
        final Set<String> acknowledged = new ConcurrentSkipListSet<>();
        final AtomicInteger offered = new AtomicInteger();
        final AtomicInteger withoutConnection = new AtomicInteger();
        final AtomicInteger brokenOff = new AtomicInteger();
        final AtomicInteger refusedWithoutAdvice = new AtomicInteger();
        final AtomicLong slowestRefusalMillis = new AtomicLong();

        int count(int status) {
            var counted = statuses.get(status);
            return counted == null ? 0 : counted.get();
        }

        private void add(HttpResponse<String> answer, long millis) {
            var status = answer.statusCode();
            statuses.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
            if (status == 201) {
                acknowledged.add(Api.parse(answer.body()).path("id").asText());
            } else if (status == 503) {
                slowestRefusalMillis.accumulateAndGet(millis, Math::max);
                if (answer.headers().firstValue("Retry-After").isEmpty()) {
                    refusedWithoutAdvice.incrementAndGet();
                }
            }
        }

        @Override
        public String toString() {
            return "offered %d, by status %s, without a connection %d, broken off %d, slowest refusal %d ms"
                    .formatted(
                            offered.get(),
                            statuses,
                            withoutConnection.get(),
                            brokenOff.get(),
                            slowestRefusalMillis.get());
        }
    }

    /**
     * @param report the n-th one, with an id of its own
     */
    Arrivals(Api api, IntFunction<String> report) {
        this.api = api;
        this.report = report;
    }

    /** How many writes a second are taken from as many clients, each of which waits for answers. */
    double capacity(int clients, Duration time) {
        var outcome = new Outcome();
        var end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < clients; n++) {
                threads.execute(
                        () -> {
                            while (System.nanoTime() < end) send(outcome);
                        });
            }
        }
        return outcome.acknowledged.size() / (time.toMillis() / 1000.0);
    }

    /** Each write comes at its time. One that finds no connection free is not sent. */
    Outcome open(double perSecond, Duration time) {
        var outcome = new Outcome();
        var free = new Semaphore(CONNECTIONS);
        var start = System.nanoTime();
        var total = (int) (perSecond * time.toMillis() / 1000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < total; n++) {
                LockSupport.parkNanos(start + (long) (n / perSecond * 1e9) - System.nanoTime());
                outcome.offered.incrementAndGet();
                if (!free.tryAcquire()) {
                    outcome.withoutConnection.incrementAndGet();
                    continue;
                }
                threads.execute(
                        () -> {
                            send(outcome);
                            free.release();
                        });
            }
        }
        return outcome;
    }

    private void send(Outcome outcome) {
        var begun = System.nanoTime();
        var request =
                HttpRequest.newBuilder(URI.create(api.url() + "/v1/reports"))
                        .timeout(PATIENCE)
                        .header("Content-Type", Api.JSON)
                        .POST(BodyPublishers.ofString(report.apply(next.getAndIncrement())))
                        .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            outcome.add(answer, Duration.ofNanos(System.nanoTime() - begun).toMillis());
        } catch (IOException e) {
            outcome.brokenOff.incrementAndGet();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
