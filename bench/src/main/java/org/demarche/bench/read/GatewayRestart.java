package org.demarche.bench.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.bench.report.BenchException;
import org.demarche.bench.workplace.Http;
import org.demarche.bench.workplace.Stack;

/** Ends a stack's gateway, and waits until the stack's next one is ready. */
record GatewayRestart(Stack stack) {

    /** A variable in the gateway's environment. */
    private static final String STORE = "DEMARCHE_EVIDENCE_DIRECTORY=";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    Duration withStore() throws Exception {
        return restart(false);
    }

    Duration withoutStore() throws Exception {
        return restart(true);
    }

    /** The time from the start of its process. */
    private Duration restart(boolean emptied) throws Exception {
        var old = stack.process(Stack.GATEWAY);
        var store = store(old);
        var _ = old.destroy();
        var _ = old.onExit().get();
        if (emptied) {
            delete(store.orElseThrow(() -> new BenchException("The gateway has no store")));
        }
        while (stack.pid(Stack.GATEWAY) == old.pid()) {
            stack.deadline().pause(BETWEEN_LOOKS);
        }
        var begun = System.nanoTime();
        while (!Http.isReady(stack.gateway())) {
            stack.deadline().pause(BETWEEN_LOOKS);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Optional<Path> store(ProcessHandle gateway) throws IOException {
        var environment =
                Files.readString(Path.of("/proc", Long.toString(gateway.pid()), "environ"));
        return Stream.of(environment.split("\0"))
                .filter(variable -> variable.startsWith(STORE))
                .map(variable -> Path.of(variable.substring(STORE.length())))
                .findFirst();
    }

    private static void delete(Path store) throws IOException {
        try (var files = Files.walk(store)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
