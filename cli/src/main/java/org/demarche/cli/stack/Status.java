package org.demarche.cli.stack;

import java.util.concurrent.Callable;
import org.demarche.cli.ExitCode;
import org.demarche.cli.GatewayUrl;
import org.demarche.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Says what runs and whether it is ready; exit code 0 only if all of it is.")
public final class Status implements Callable<Integer> {

    @Mixin final DataOption data;

    @Option(names = "--url", paramLabel = "URL", description = "Ask a gateway elsewhere instead.")
    @Nullable String url;

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    private final Terminal terminal;

    public Status(Terminal terminal, Home home) {
        this.terminal = terminal;
        data = new DataOption(home);
    }

    @Override
    public Integer call() {
        var state = url == null ? here() : StackState.of(GatewayUrl.parse(url).toString());
        var out = terminal.out();
        if (json) {
            out.println(state.json());
        } else if (state.running()) {
            out.println(state.table());
        } else {
            out.printf("Nothing is running on %s.%n", data.folder().root());
        }
        return state.ready() ? ExitCode.OK : ExitCode.NO;
    }

    private StackState here() {
        return data.folder()
                .read()
                .filter(found -> found.supervisor().find().isPresent())
                .map(StackState::of)
                .orElse(StackState.NOTHING);
    }
}
