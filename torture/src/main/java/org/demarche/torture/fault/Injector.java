package org.demarche.torture.fault;

import java.time.Duration;
import java.time.Instant;
import org.demarche.torture.fault.Schedule.PlannedFault;
import org.demarche.torture.load.Probe;
import org.demarche.torture.load.Probe.Back;
import org.demarche.torture.stack.Member;
import org.demarche.torture.stack.TestedStack;
import org.demarche.torture.stack.Wire.NetworkState;

/** Causes a fault in a stack, ends it, and measures the time until the stack has recovered. */
public final class Injector {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TAKEOVER = Duration.ofMinutes(3);

    /** The wait before a process is started again, as long as that of {@code ./demarche up}. */
    private static final Duration BREATH = Duration.ofSeconds(1);

    private final TestedStack stack;
    private final Probe probe;
    private final VersionSteps versions;
    private final Disk disk;
    private final BadRecords bad;

    public Injector(
            TestedStack stack, Probe probe, VersionSteps versions, Disk disk, BadRecords bad) {
        this.stack = stack;
        this.probe = probe;
        this.versions = versions;
        this.disk = disk;
        this.bad = bad;
    }

    /**
     * Injects a fault, and returns when the whole stack is ready again.
     *
     * @throws IllegalStateException if the stack does not recover
     */
    public Back inject(PlannedFault fault) throws InterruptedException, NotInjected {
        var since =
                switch (fault.kind()) {
                    case KILL_BROKER -> kill(TestedStack.BROKER);
                    case KILL_INGEST -> kill(TestedStack.INGEST);
                    case KILL_POSITION -> kill(TestedStack.POSITION);
                    case KILL_GATEWAY -> kill(TestedStack.GATEWAY);
                    case FREEZE_BROKER -> freeze(TestedStack.BROKER, fault);
                    case FREEZE_INGEST -> freeze(TestedStack.INGEST, fault);
                    case FREEZE_POSITION -> freeze(TestedStack.POSITION, fault);
                    case FREEZE_GATEWAY -> freeze(TestedStack.GATEWAY, fault);
                    case FENCE_POSITION -> fence();
                    case STOP_BROKER -> stop(TestedStack.BROKER);
                    case STOP_INGEST -> stop(TestedStack.INGEST);
                    case STOP_POSITION -> stop(TestedStack.POSITION);
                    case STOP_GATEWAY -> stop(TestedStack.GATEWAY);
                    case REBALANCE -> rebalance();
                    case CUT -> network(fault, NetworkState.CUT, fault.lasting(1, 4));
                    case SLOW -> network(fault, NetworkState.SLOW, fault.lasting(2, 5));
                    case MUTE -> network(fault, NetworkState.MUTE, fault.lasting(2, 7));
                    case DEAF -> network(fault, NetworkState.DEAF, fault.lasting(2, 7));
                    case REPLAY -> after(versions::replay);
                    case PROMOTION -> after(versions::promote);
                    case ROLL_BACK -> after(versions::rollBack);
                    case RESTART_ALL -> restartAll();
                    case FULL_DISK -> fullDisk();
                    case BAD_REPORT -> after(bad::report);
                    case BAD_DECISION -> after(bad::decision);
                    case BAD_ENTRY -> after(bad::entry);
                };
        var back = probe.await(since, PATIENCE, stack::supervise);
        stack.awaitReady(PATIENCE);
        return back;
    }

    /** An action after which the stack must recover. */
    private interface Deed {
        void run() throws InterruptedException, NotInjected;
    }

    private static long after(Deed deed) throws InterruptedException, NotInjected {
        deed.run();
        return System.nanoTime();
    }

    private long kill(String name) throws InterruptedException {
        var since = System.nanoTime();
        stack.member(name).kill();
        return startAgain(name, since);
    }

    private long stop(String name) throws InterruptedException {
        var since = System.nanoTime();
        stack.member(name).stop();
        return startAgain(name, since);
    }

    private long startAgain(String name, long since) throws InterruptedException {
        Thread.sleep(BREATH);
        stack.member(name).start();
        return since;
    }

    private long freeze(String name, PlannedFault fault) throws InterruptedException, NotInjected {
        var member = stack.member(name);
        freeze(member);
        try {
            Thread.sleep(fault.lasting(2, 7));
        } finally {
            member.wake();
        }
        return System.nanoTime();
    }

    /**
     * Freezes a member. Docker cannot pause every container at every moment. A container that it
     * did not pause continues, and the fault is not injected.
     */
    private static void freeze(Member member) throws InterruptedException, NotInjected {
        try {
            member.freeze();
        } catch (IllegalStateException e) {
            throw new NotInjected(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Freezes a position service until another one has taken over its partitions. Then it wakes the
     * frozen service, and stops the other one.
     */
    private long fence() throws InterruptedException, NotInjected {
        var frozen = stack.member(TestedStack.POSITION);
        var other = stack.reserve().getFirst();
        freeze(frozen);
        try {
            other.start();
            awaitReady(other);
            probe.await(System.nanoTime(), TAKEOVER, () -> {});
        } finally {
            frozen.wake();
        }
        probe.await(System.nanoTime(), PATIENCE, stack::supervise);
        var since = System.nanoTime();
        other.stop();
        return since;
    }

    private long rebalance() throws InterruptedException {
        var more = stack.reserve();
        for (var member : more) member.start();
        for (var member : more) awaitReady(member);
        probe.await(System.nanoTime(), PATIENCE, stack::supervise);
        var since = System.nanoTime();
        more.getFirst().kill();
        more.getLast().stop();
        return since;
    }

    private void awaitReady(Member member) throws InterruptedException {
        var end = Instant.now().plus(TAKEOVER);
        while (!member.isReady()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "%s is not ready after %s. Its log: %s"
                                .formatted(member.name(), TAKEOVER, member.log()));
            }
            Thread.sleep(100);
        }
    }

    private long network(PlannedFault fault, NetworkState state, Duration lasting)
            throws InterruptedException, NotInjected {
        var wire =
                stack.wire(fault.service())
                        .orElseThrow(
                                () ->
                                        new NotInjected(
                                                "the network between containers belongs to Docker"));
        wire.turn(state);
        try {
            Thread.sleep(lasting);
        } finally {
            wire.turn(NetworkState.CLEAR);
        }
        return System.nanoTime();
    }

    private long restartAll() throws InterruptedException {
        stack.stop();
        var since = System.nanoTime();
        stack.start();
        return since;
    }

    /**
     * Fills the disk for three seconds. Then it waits for the stack, and starts members that have
     * died.
     */
    private long fullDisk() throws InterruptedException, NotInjected {
        disk.fill();
        try {
            Thread.sleep(Duration.ofSeconds(3));
        } finally {
            disk.empty();
        }
        var since = System.nanoTime();
        Thread.sleep(BREATH);
        stack.awaitReady(PATIENCE);
        return since;
    }
}
