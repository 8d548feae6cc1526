package org.demarche.bench.read;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.demarche.bench.report.Samples;
import org.jspecify.annotations.Nullable;

/**
 * Asks at a fixed rate, however long the answers take. An answer's time counts from when its
 * question was due: what had to wait behind a slow answer is as late as a user would find it.
 */
final class OpenReader implements AutoCloseable {

    /** More connections than are ever busy, unless the service hangs. */
    static final int CONNECTIONS = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> addresses;
    private final int perSecond;

    /**
     * @param addresses asked in turn
     */
    OpenReader(List<URI> addresses, int perSecond) {
        this.addresses = List.copyOf(addresses);
        this.perSecond = perSecond;
    }

    /**
     * @param times of all questions, answered well or not
     * @param errors answers other than 200, and none
     * @param firstError null if there was none
     */
    record Readings(Samples times, int errors, @Nullable String firstError) {

        static Readings of(List<Readings> parts) {
            var times = new Samples();
            parts.forEach(part -> times.addAll(part.times));
            return new Readings(
                    times,
                    parts.stream().mapToInt(Readings::errors).sum(),
                    parts.stream()
                            .map(Readings::firstError)
                            .filter(error -> error != null)
                            .findFirst()
                            .orElse(null));
        }
    }

    /**
     * Asks everything that is due before the end, and returns when all is answered.
     *
     * @param end by System.nanoTime; asked again each time, for it may not be known yet
     */
    Readings read(LongSupplier end) throws Exception {
        var begun = System.nanoTime();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var connections =
                    IntStream.range(0, CONNECTIONS)
                            .mapToObj(n -> (Callable<Readings>) () -> ask(n, begun, end))
                            .toList();
            var parts = new ArrayList<Readings>();
            for (var part : executor.invokeAll(connections)) {
                parts.add(part.get());
            }
            return Readings.of(parts);
        }
    }

    /** Asks every n-th question, one at a time. */
    private Readings ask(int first, long begun, LongSupplier end) throws InterruptedException {
        var times = new Samples();
        var errors = 0;
        String firstError = null;
        for (long n = first; ; n += CONNECTIONS) {
            var due = begun + n * SECOND / perSecond;
            awaitDue(due);
            if (due - end.getAsLong() >= 0) {
                return new Readings(times, errors, firstError);
            }
            var error = ask(addresses.get((int) (n % addresses.size())));
            times.add(System.nanoTime() - due);
            if (error != null) {
                errors++;
                firstError = firstError == null ? error : firstError;
            }
        }
    }

    private static void awaitDue(long due) {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private @Nullable String ask(URI address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            var status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
            return status == 200 ? null : "%s was answered with %d".formatted(address, status);
        } catch (IOException e) {
            return "%s was not answered: %s".formatted(address, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
