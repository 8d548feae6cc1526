package org.demarche.torture.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.demarche.torture.check.ClientStep;
import org.demarche.torture.check.ClientStep.Fate;
import org.demarche.torture.check.ReportChange;
import org.demarche.torture.load.Client.Writing;

/** A client that measures the time until a write, and a read of that write, are answered again. */
public final class Probe {

    /**
     * The timeout of one request. It is short, so that the client soon gives up a frozen process.
     */
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private static final Duration BREATH = Duration.ofMillis(50);

    private final Client client;
    private final RandomGenerator random;
    private int writes;

    public Probe(Gate gate, long seed) {
        client = new Client(gate);
        random = new Random(seed);
    }

    /**
     * The times until the stack was back.
     *
     * @param write the time until a write was acknowledged
     * @param read the time until a read with its token was answered
     */
    public record Back(Duration write, Duration read) {}

    /**
     * @param since the time at which the fault began or ended, by System.nanoTime
     * @param patience the longest wait, from now on
     * @param supervise starts members that have ended by themselves, as a supervisor does; it is
     *     called repeatedly
     * @throws IllegalStateException if the stack does not come back
     */
    public Back await(long since, Duration patience, Runnable supervise)
            throws InterruptedException {
        var end = Instant.now().plus(patience);
        var subject = Scene.subject(random);
        var name = "probe-" + writes++;
        var id = "%s.%s.%s".formatted(subject.actor(), subject.issue(), name);
        var body = WriteBodies.filing(name, name, subject, Scene.content(random));
        var writing = new Writing(name, id, ReportChange.FILING, "/v1/reports", body);
        var fate =
                client.write(
                        writing,
                        ATTEMPT,
                        () -> {
                            supervise.run();
                            return Instant.now().isAfter(end);
                        });
        var written = since(since);
        if (fate != Fate.ACKNOWLEDGED) {
            throw new IllegalStateException(
                    "No write was acknowledged within %s after the fault".formatted(patience));
        }
        while (!client.read(subject, true, ATTEMPT)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "No read with a token was answered within %s after the fault"
                                .formatted(patience));
            }
            supervise.run();
            Thread.sleep(BREATH);
        }
        return new Back(written, since(since));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    public List<ClientStep> steps() {
        return client.steps();
    }
}
