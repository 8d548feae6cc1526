package org.demarche.bench.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.workplace.Http;
import org.demarche.bench.workplace.Stack;

/** Ends a stack's gateway, and waits until the next gateway of the stack is ready. */
record GatewayRestart(Stack stack) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    Duration withStore() throws Exception {
        return restart(false);
    }

    Duration withoutStore() throws Exception {
        return restart(true);
    }

    /** Returns the time from the start of the new process. */
    private Duration restart(boolean emptied) throws Exception {
        var old = stack.process(Stack.GATEWAY);
        var store = stack.gatewayStore();
        var _ = old.destroy();
        while (old.isAlive()) {
            stack.deadline().pause(BETWEEN_LOOKS);
        }
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

    private static void delete(Path store) throws IOException {
        try (var files = Files.walk(store)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
