package org.demarche.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.torture.check.Checker;
import org.demarche.torture.check.ClientStep;
import org.demarche.torture.check.RecordedRun;
import org.demarche.torture.check.RecordedRun.View;
import org.demarche.torture.check.Verdict;
import org.demarche.torture.fault.BadRecords;
import org.demarche.torture.fault.Disk;
import org.demarche.torture.fault.FaultKind;
import org.demarche.torture.fault.Injector;
import org.demarche.torture.fault.NotInjected;
import org.demarche.torture.fault.Schedule;
import org.demarche.torture.fault.VersionSteps;
import org.demarche.torture.load.Gate;
import org.demarche.torture.load.Probe;
import org.demarche.torture.load.Scene;
import org.demarche.torture.load.ServedDocuments;
import org.demarche.torture.load.Workload;
import org.demarche.torture.stack.ComposeStack;
import org.demarche.torture.stack.LogReader;
import org.demarche.torture.stack.ProcessStack;
import org.demarche.torture.stack.TestedStack;

/** One run: a stack, a load on it, faults one after the other, and in the end the checker. */
final class Torture {

    private static final Duration START = Duration.ofMinutes(5);
    private static final int SESSIONS = 8;

    private final Plan plan;
    private final PrintStream out;
    private final Results results = new Results();

    /**
     * The settings of a run.
     *
     * @param rate the steps per second of all sessions together
     * @param compose whether the stack consists of containers
     * @param composeFiles the files for Compose that change the stack
     */
    record Plan(
            Path home,
            Path data,
            long seed,
            int faults,
            Duration longest,
            int rate,
            Collection<FaultKind> kinds,
            boolean compose,
            List<Path> composeFiles) {}

    /** The stack did not start, so no fault was injected. */
    static final class NotStarted extends Exception {

        private static final long serialVersionUID = 1;

        NotStarted(IllegalStateException cause) {
            super(cause.getMessage(), cause);
        }
    }

    Torture(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /** Whether every guarantee held. */
    boolean run() throws IOException, InterruptedException, NotStarted {
        try (var disk = disk();
                var stack = stack()) {
            var rescue = new Thread(() -> end(stack, disk), "end");
            Runtime.getRuntime().addShutdownHook(rescue);
            try {
                return run(stack, disk);
            } finally {
                Runtime.getRuntime().removeShutdownHook(rescue);
                keepLogs(stack);
            }
        }
    }

    private Disk disk() throws IOException, InterruptedException {
        return plan.compose() ? Disk.ofDocker(plan.data()) : Disk.on(folderOfProcesses());
    }

    private TestedStack stack() throws IOException {
        return plan.compose()
                ? new ComposeStack(plan.home(), plan.data(), plan.composeFiles())
                : new ProcessStack(plan.home(), folderOfProcesses());
    }

    private Path folderOfProcesses() {
        return plan.data().resolve("disk");
    }

    private static void end(TestedStack stack, Disk disk) {
        try {
            stack.close();
        } finally {
            try {
                disk.close();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean run(TestedStack stack, Disk disk) throws InterruptedException, NotStarted {
        var begun = Instant.now();
        var gate = start(stack);
        say(
                "The stack is up after %d s. Seed %d.",
                Duration.between(begun, Instant.now()).toSeconds(), plan.seed());
        var versions = new VersionSteps(gate);
        var probe = new Probe(gate, plan.seed());
        var bad = new BadRecords(stack.bootstrapServers());
        var injector = new Injector(stack, probe, versions, disk, bad);
        var load = Workload.start(gate, plan.seed(), SESSIONS, plan.rate());
        injectAll(injector, Instant.now().plus(plan.longest()));
        load.stop();
        var clients = new ArrayList<>(load.steps());
        clients.add(probe.steps());
        try {
            stack.awaitReady(START);
            var verdict = check(stack, gate, versions, clients);
            results.print(out, clients, Duration.between(begun, Instant.now()), verdict);
            return verdict.isClean() && results.recovered();
        } catch (IllegalStateException e) {
            results.print(out, clients, Duration.between(begun, Instant.now()));
            say("Nothing was checked: %s", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static Gate start(TestedStack stack) throws InterruptedException, NotStarted {
        try {
            stack.start();
            stack.awaitReady(START);
            var gate = new Gate(stack.gateway());
            Scene.set(gate);
            return gate;
        } catch (IllegalStateException e) {
            throw new NotStarted(e);
        }
    }

    private void injectAll(Injector injector, Instant end) throws InterruptedException {
        var schedule = new Schedule(plan.seed(), plan.kinds());
        for (var n = 1; n <= plan.faults(); n++) {
            if (Instant.now().isAfter(end)) {
                say("The time is over: %d of %d faults were tried.", n - 1, plan.faults());
                return;
            }
            var fault = schedule.next();
            var since = Instant.now();
            try {
                var back = injector.inject(fault);
                results.injected(fault.kind(), back);
                say(
                        "%3d %-18s %5.1f s; writes back after %.1f s, reads after %.1f s",
                        n,
                        fault,
                        Duration.between(since, Instant.now()).toMillis() / 1000.0,
                        back.write().toMillis() / 1000.0,
                        back.read().toMillis() / 1000.0);
            } catch (NotInjected e) {
                results.notInjected(fault.kind(), e.why());
                say("%3d %-18s not injected: %s", n, fault, e.why());
            } catch (IllegalStateException e) {
                results.notRecovered(fault.kind());
                say(
                        "%3d %-18s the stack did not recover: %s",
                        n, fault, String.valueOf(e.getMessage()));
                return;
            }
            Thread.sleep(fault.pause());
        }
    }

    private static Verdict check(
            TestedStack stack, Gate gate, VersionSteps versions, List<List<ClientStep>> clients)
            throws InterruptedException {
        var log = new LogReader(stack.bootstrapServers());
        var changes = log.changes();
        var served = new ServedDocuments(gate, log.end());
        var views = new ArrayList<View>();
        Map<String, List<Long>> marks = new HashMap<>();
        for (var version : versions.whole()) {
            views.add(served.view(version));
            marks.putAll(log.marks(version));
        }
        return Checker.check(
                new RecordedRun(
                        clients, changes, versions.rollBacks(), views, served.tallies(), marks));
    }

    /**
     * Keeps the logs of the stack. Without Docker there are none. Then this only prints a message,
     * because the reason why the stack did not start matters more.
     */
    private void keepLogs(TestedStack stack) throws IOException, InterruptedException {
        try {
            stack.keepLogs(plan.data().resolve("logs"));
        } catch (IllegalStateException e) {
            say("No logs are kept: %s", String.valueOf(e.getMessage()));
        }
    }

    private void say(String sentence, Object... arguments) {
        out.printf(sentence + "%n", arguments);
        out.flush();
    }
}
