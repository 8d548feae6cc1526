package org.demarche.cli.stack;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;
import org.demarche.cli.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Stops the stack and waits until it is gone. Its data stays.")
public final class Down implements Callable<Integer> {

    /** Four parts of twenty seconds each, at the worst. */
    private static final int PATIENCE_SECONDS = 90;

    @Mixin final DataOption data;

    private final Terminal terminal;

    public Down(Terminal terminal, Home home) {
        this.terminal = terminal;
        data = new DataOption(home);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var out = terminal.out();
        var folder = data.folder();
        var stack = folder.read();
        if (stack.isEmpty()) {
            out.printf("Nothing is running on %s.%n", folder.root());
            return ExitCode.OK;
        }
        var supervisor = stack.get().supervisor().find();
        if (supervisor.isPresent()) {
            supervisor.get().destroy();
            await(supervisor.get());
        }
        Orphans.stop(folder, terminal.err());
        out.printf("Stopped. The data stays in %s.%n", folder.root());
        return ExitCode.OK;
    }

    private static void await(ProcessHandle supervisor)
            throws InterruptedException, ExecutionException {
        try {
            supervisor.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Failure(
                    ExitCode.NO,
                    "Process %d does not end; `kill -9` it and say `demarche down` again."
                            .formatted(supervisor.pid()),
                    e);
        }
    }
}
