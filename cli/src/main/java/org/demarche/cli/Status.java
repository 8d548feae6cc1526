package org.demarche.cli;

import java.util.concurrent.Callable;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.GatewayUrl;
import org.demarche.cli.stack.Folder;
import org.demarche.cli.stack.Home;
import org.demarche.cli.stack.RunningStack;
import org.demarche.cli.stack.StackState;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description =
                "Shows the processes, and whether each is ready. The exit code is 0 only if all are.")
public final class Status implements Callable<Integer> {

    @Mixin final GatewayOption gateway;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    private final Terminal terminal;

    public Status(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var state =
                gateway.elsewhere()
                        .map(url -> StackState.of(GatewayUrl.parse(url).toString()))
                        .orElseGet(() -> StackState.on(folder()));
        terminal.out().println(json ? state.json() : text(state));
        return state.ready() ? ExitCode.OK : ExitCode.NO;
    }

    private Folder folder() {
        return gateway.data().folder();
    }

    private String text(StackState state) {
        if (state.parts().isEmpty()) {
            return state.running()
                    ? RunningStack.beginning(folder())
                    : "No stack is running on %s.".formatted(folder().root());
        }
        var table = state.table(terminal.columns());
        if (!state.running()) {
            return "%s%n%nThe process that started these has ended. `demarche down` stops them."
                    .formatted(table);
        }
        return "%s%s%n%n%s%s"
                .formatted(
                        state.warningLines(),
                        table,
                        state.ready()
                                ? "All of it is ready: %s/.".formatted(state.url())
                                : "Not all of it is ready.",
                        gateway.elsewhere().isPresent()
                                ? ""
                                : " The logs are in %s.".formatted(folder().logs()));
    }
}
