package org.demarche.cli.stack;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/**
 * Starts the parts of a stack, restarts each part that ends, and stops all in order. The start
 * fails if a part ends before all are ready. A part that ends later is restarted after a second, or
 * as soon as the disk has room. If parts end five times within a minute, the stack stops; ends
 * while the disk is full do not count.
 */
final class Supervisor {

    private static final Duration BREATH = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int DEATHS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final StackPlan plan;
    private final Path home;
    private final PrintWriter out;
    private final Readiness readiness = new Readiness();
    private final SequencedMap<String, PartProcess> children = new LinkedHashMap<>();
    private final Deque<Instant> deaths = new ArrayDeque<>();
    private boolean ready;
    private boolean stopping;

    /** Whether the last record could not be written. */
    private boolean unwritten;

    Supervisor(StackPlan plan, Path home, PrintWriter out) {
        this.plan = plan;
        this.home = home;
        this.out = out;
    }

    /**
     * Starts all parts.
     *
     * @return true if all parts are ready, false if the stack is stopped before that
     * @throws Failure if a part ends, or is not ready in time
     */
    boolean start(Duration patience) {
        var deadline = Instant.now().plus(patience);
        var parts = Part.all(plan);
        parts.forEach(part -> PartProcess.beginLog(plan.folder().log(part.name())));
        parts.forEach(this::launch);
        parts.forEach(part -> awaitReady(part, deadline));
        return recordReady();
    }

    private synchronized boolean recordReady() {
        if (stopping) return false;
        ready = true;
        plan.folder().write(describe());
        return true;
    }

    /** Restarts parts that end, until the stack is stopped. Fails if they end too often. */
    void watch() {
        while (true) {
            var dead = nextDeath();
            if (stopping()) return;
            var fault = plan.folder().fault();
            if (fault.isEmpty()) remember(dead);
            say(
                    "%s ended with exit code %d and is started again. Its log: %s"
                            .formatted(dead.part().name(), dead.process().exitValue(), dead.log()));
            fault.ifPresent(this::awaitRoom);
            pause(BREATH);
            launch(dead.part());
        }
    }

    private void awaitRoom(String fault) {
        say(fault + " The stack waits until there is room again.");
        while (!stopping() && plan.folder().fault().isPresent()) pause(BETWEEN_LOOKS);
    }

    private void say(String sentence) {
        out.println(sentence);
        out.flush();
    }

    /** Stops the parts in the opposite order of their start. No part is started after that. */
    synchronized void stop() {
        stopping = true;
        children.sequencedValues().reversed().forEach(PartProcess::stop);
    }

    synchronized StackRecord describe() {
        return new StackRecord(
                StackRecord.Identity.of(ProcessHandle.current()),
                "http://127.0.0.1:" + plan.gatewayPort(),
                ready,
                children.values().stream().map(PartProcess::entry).toList());
    }

    private synchronized boolean stopping() {
        return stopping;
    }

    private synchronized void launch(Part part) {
        if (stopping) return;
        children.put(part.name(), PartProcess.start(part, home, plan.folder()));
        record();
    }

    /**
     * Writes the record. If it cannot be written, a stack that is ready continues, and tries again
     * later.
     */
    private synchronized void record() {
        try {
            plan.folder().write(describe());
            unwritten = false;
        } catch (Failure e) {
            if (!ready) throw e;
            if (!unwritten) say(e.getMessage() + " The stack tries it again.");
            unwritten = true;
        }
    }

    private synchronized void recordWhatIsUnwritten() {
        if (unwritten && !stopping) record();
    }

    private void awaitReady(Part part, Instant deadline) {
        while (!readiness.of(part.address(), part.http())) {
            var dead = living().stream().filter(child -> !child.process().isAlive()).findFirst();
            // asks about a stop after the check, so that a process that the stack stopped does not
            // count as failed
            if (stopping()) return;
            if (dead.isPresent()) throw new Failure(ExitCode.CANNOT_START, dead.get().lastWords());
            if (Instant.now().isAfter(deadline)) throw late(part);
            pause(Duration.ofMillis(100));
        }
    }

    private Failure late(Part part) {
        var log = plan.folder().log(part.name());
        return new Failure(
                ExitCode.CANNOT_START,
                "The %s was not ready in time; --wait gives it more time. The end of %s:%n%s"
                        .formatted(part.name(), log, PartProcess.tail(log)));
    }

    private PartProcess nextDeath() {
        while (true) {
            var dead = living().stream().filter(child -> !child.process().isAlive()).findFirst();
            if (dead.isPresent()) return dead.get();
            recordWhatIsUnwritten();
            awaitDeath();
        }
    }

    private void awaitDeath() {
        var exits =
                living().stream()
                        .map(child -> child.process().onExit())
                        .toArray(CompletableFuture<?>[]::new);
        var _ =
                CompletableFuture.anyOf(exits)
                        .completeOnTimeout(null, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
    }

    private void remember(PartProcess dead) {
        deaths.removeIf(instant -> instant.isBefore(Instant.now().minus(WINDOW)));
        deaths.add(Instant.now());
        if (deaths.size() >= DEATHS) {
            throw new Failure(
                    ExitCode.CANNOT_START,
                    "Processes ended five times within a minute, so the stack stops. "
                            + dead.lastWords());
        }
    }

    private synchronized List<PartProcess> living() {
        return new ArrayList<>(children.values());
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new Failure(ExitCode.CANNOT_START, "Interrupted.", e);
        }
    }
}
