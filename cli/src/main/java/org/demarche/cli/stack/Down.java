package org.demarche.cli.stack;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "down",
        description =
                "Stops the stack and waits until all its processes have ended. Its data stays.")
public final class Down implements Callable<Integer> {

    /** The longest wait for the stack to end: four processes, with at most twenty seconds each. */
    private static final int PATIENCE_SECONDS = 90;

    @Mixin final DataOption data;

    @Option(names = "--json", description = "Print JSON: whether a stack was running.")
    boolean json;

    private final Terminal terminal;

    public Down(Terminal terminal, Home home) {
        this.terminal = terminal;
        data = new DataOption(home);
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var folder = data.folder();
        var supervisor = folder.running().flatMap(running -> running.supervisor().anyOfId());
        if (supervisor.isPresent()) {
            supervisor.get().destroy();
            await(supervisor.get());
        }
        if (folder.isHeld()) {
            throw new Failure(
                    ExitCode.NO,
                    RunningStack.beginning(folder)
                            + " Nothing was stopped: try again in a moment.");
        }
        var left = Orphans.stop(folder, terminal.err());
        var ran = supervisor.isPresent() || left;
        terminal.out().println(ran ? stopped(folder) : nothing(folder));
        return ExitCode.OK;
    }

    private String stopped(Folder folder) {
        return json
                ? "{\"stopped\":true}"
                : "Stopped. The data stays in %s.".formatted(folder.root());
    }

    private String nothing(Folder folder) {
        return json ? "{\"stopped\":false}" : "No stack is running on %s.".formatted(folder.root());
    }

    private static void await(ProcessHandle supervisor)
            throws InterruptedException, ExecutionException {
        try {
            supervisor.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Failure(
                    ExitCode.NO,
                    "Process %d does not end: end it with `kill -9`, and run `demarche down` again."
                            .formatted(supervisor.pid()),
                    e);
        }
    }
}
