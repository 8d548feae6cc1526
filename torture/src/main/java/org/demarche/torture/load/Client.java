package org.demarche.torture.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.demarche.torture.check.ActorAndIssue;
import org.demarche.torture.check.ClientStep;
import org.demarche.torture.check.ClientStep.Fate;
import org.demarche.torture.check.PairDocument;
import org.demarche.torture.check.ReportChange;
import org.demarche.torture.load.Gate.Reply;

/**
 * One client: it takes one step after the other, sends all tokens that it got, repeats a write as
 * long as it may, and remembers each step.
 */
public final class Client {

    private static final Duration BREATH = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Gate gate;
    private final List<ClientStep> steps = new ArrayList<>();
    private final SortedMap<String, Long> tokens = new TreeMap<>();

    public Client(Gate gate) {
        this.gate = gate;
    }

    /** Returns the steps so far. */
    public synchronized List<ClientStep> steps() {
        return List.copyOf(steps);
    }

    /**
     * A write with a unique name.
     *
     * @param report the full id of the report
     */
    record Writing(String name, String report, ReportChange change, String path, String body) {}

    /**
     * Sends a good write until it is acknowledged.
     *
     * @param until the instant at which the client gives up, if {@code givesUp} is not true before
     */
    Fate write(Writing writing, Instant until, BooleanSupplier givesUp)
            throws InterruptedException {
        return write(
                writing, LONGEST, () -> givesUp.getAsBoolean() || Instant.now().isAfter(until));
    }

    /**
     * @param timeout the timeout of one attempt
     */
    Fate write(Writing writing, Duration timeout, BooleanSupplier givesUp)
            throws InterruptedException {
        var fate = Fate.REFUSED;
        var fault = "";
        while (fate != Fate.ACKNOWLEDGED && fault.isEmpty()) {
            var reply = gate.send("POST", writing.path(), writing.body(), timeout);
            fault = reply.faultOfGood();
            if (reply.isUnknown()) fate = Fate.UNKNOWN;
            if (reply.isDone()) {
                fate = Fate.ACKNOWLEDGED;
                learn(reply);
            } else if (givesUp.getAsBoolean()) {
                break;
            } else if (fault.isEmpty()) {
                Thread.sleep(BREATH);
            }
        }
        remember(
                new ClientStep.Wrote(
                        writing.name(), writing.report(), writing.change(), fate, fault));
        return fate;
    }

    /** Sends a bad write once. The stack must refuse it. */
    void writeBadly(Writing writing) throws InterruptedException {
        var reply = gate.send("POST", writing.path(), writing.body(), LONGEST);
        remember(
                new ClientStep.Wrote(
                        writing.name(),
                        writing.report(),
                        writing.change(),
                        reply.isUnknown() ? Fate.UNKNOWN : Fate.REFUSED,
                        reply.faultOfBad()));
    }

    /** Reads a position. Returns whether the answer was 200. */
    boolean read(ActorAndIssue subject, boolean withToken, Duration timeout)
            throws InterruptedException {
        var path = "/v1/actors/%s/positions/%s".formatted(subject.actor(), subject.issue());
        var begun = System.nanoTime();
        var reply = gate.get(path, withToken ? token() : "", timeout);
        var ended = System.nanoTime();
        if (reply.status() != 200) {
            var fault = reply.faultOfGood();
            if (!fault.isEmpty()) remember(new ClientStep.Failed("GET " + path + ": " + fault));
            return false;
        }
        if (withToken) learn(reply);
        remember(
                new ClientStep.Saw(
                        subject,
                        withToken,
                        begun,
                        ended,
                        reply.number(),
                        PairDocument.of(reply.json())));
        return true;
    }

    private String token() {
        return tokens.entrySet().stream()
                .map(place -> place.getKey() + ":" + place.getValue())
                .collect(Collectors.joining(","));
    }

    private void learn(Reply reply) {
        for (var place : reply.token().split(",")) {
            var colon = place.indexOf(':');
            if (colon < 0) continue;
            var number = Long.parseLong(place.substring(colon + 1).strip());
            tokens.merge(place.substring(0, colon).strip(), number, Math::max);
        }
    }

    private synchronized void remember(ClientStep step) {
        steps.add(step);
    }
}
