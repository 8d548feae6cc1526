package org.demarche.torture.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.demarche.torture.check.ActorAndIssue;
import org.demarche.torture.check.ClientStep;
import org.demarche.torture.check.ClientStep.Fate;
import org.demarche.torture.check.ReportChange;
import org.demarche.torture.load.Client.Writing;

/**
 * Simulates a person at work, who files, corrects, retracts, makes mistakes, and reads, at a steady
 * rate.
 */
final class Session implements Runnable {

    private static final Duration READING = Duration.ofSeconds(10);
    private static final Duration PERSEVERING = Duration.ofSeconds(90);
    private static final int MOST_REPORTS = 200;

    /** A report that the session may change. */
    private record Own(String id, ActorAndIssue subject) {}

    private final String name;
    private final RandomGenerator random;
    private final Client client;
    private final Duration period;
    private final List<Own> reports = new ArrayList<>();
    private int writes;
    private volatile boolean stopping;

    Session(String name, long seed, Gate gate, Duration period) {
        this.name = name;
        random = new Random(seed);
        client = new Client(gate);
        this.period = period;
    }

    /** Stops the session when its current step has an answer, or would be repeated. */
    void stop() {
        stopping = true;
    }

    List<ClientStep> steps() {
        return client.steps();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                var next = System.nanoTime() + period.toNanos();
                act();
                var left = next - System.nanoTime();
                if (left > 0) Thread.sleep(Duration.ofNanos(left));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void act() throws InterruptedException {
        var dice = random.nextInt(100);
        if (dice < 15) read(Scene.subject(random));
        else if (dice < 20) writeBadly();
        else if (dice < 45 && !reports.isEmpty()) change();
        else file();
    }

    private void file() throws InterruptedException {
        var subject = Scene.subject(random);
        var write = nextName();
        var id = "%s.%s.%s".formatted(subject.actor(), subject.issue(), write);
        var body = WriteBodies.filing(write, write, subject, Scene.content(random));
        if (write(new Writing(write, id, ReportChange.FILING, "/v1/reports", body))
                == Fate.ACKNOWLEDGED) {
            if (reports.size() == MOST_REPORTS) reports.removeFirst();
            reports.add(new Own(id, subject));
        }
        if (random.nextInt(3) == 0) read(subject);
    }

    /** Corrects or retracts a report. A correction of a retracted report brings the report back. */
    private void change() throws InterruptedException {
        var own = Scene.one(reports, random);
        if (random.nextInt(3) == 0) {
            var write = nextName();
            var path = "/v1/reports/" + own.id() + "/retractions";
            var _ =
                    write(
                            new Writing(
                                    write,
                                    own.id(),
                                    ReportChange.RETRACTION,
                                    path,
                                    WriteBodies.retraction(write)));
            // a second retraction would be answered like the first, and write nothing
            reports.remove(own);
            if (random.nextBoolean()) correct(own);
        } else {
            correct(own);
        }
        if (random.nextInt(3) == 0) read(own.subject());
    }

    private void correct(Own own) throws InterruptedException {
        var write = nextName();
        var path = "/v1/reports/" + own.id() + "/corrections";
        var body = WriteBodies.correction(write, own.subject(), Scene.content(random));
        var _ = write(new Writing(write, own.id(), ReportChange.CORRECTION, path, body));
    }

    private void writeBadly() throws InterruptedException {
        var subject = Scene.subject(random);
        var write = nextName();
        var id = "%s.%s.%s".formatted(subject.actor(), subject.issue(), write);
        var body = WriteBodies.bad(write, subject, Scene.content(random), random.nextBoolean());
        client.writeBadly(new Writing(write, id, ReportChange.FILING, "/v1/reports", body));
    }

    /** Sends a write. In one of ten cases it is not repeated, and its outcome may stay unknown. */
    private Fate write(Writing writing) throws InterruptedException {
        var patience = random.nextInt(10) == 0 ? Duration.ZERO : PERSEVERING;
        return client.write(writing, Instant.now().plus(patience), () -> stopping);
    }

    private void read(ActorAndIssue subject) throws InterruptedException {
        var _ = client.read(subject, random.nextInt(8) > 0, READING);
    }

    private String nextName() {
        return name + "-" + writes++;
    }
}
