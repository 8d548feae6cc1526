package org.demarche.cli.read;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.Pause;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "watch",
        description = {
            "Tells when a position changes, until Ctrl-C: new shifts, also when an actor is first heard, and new conflicts between reports.",
            "It tells the shifts whose order is known, and no denials. It also tells when a shift or a conflict is gone, because a report was corrected or retracted. If the gateway goes away, it waits for it, and then tells what has changed meanwhile."
        })
public final class WatchChanges implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Mixin private final FilterOptions only = new FilterOptions();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "Only this kind of shift: first, flip, soften, harden, lapse, resume or terms; may be repeated. By default all.")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--json", description = "Print each change as JSON, one per line.")
    private boolean json;

    private final Terminal terminal;
    private final Pause pause;

    public WatchChanges(Terminal terminal, Home home) {
        this(terminal, home, Pause::asleep);
    }

    WatchChanges(Terminal terminal, Home home, Pause pause) {
        this.terminal = terminal;
        this.pause = pause;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var lists =
                List.of(
                        new ChangingList(
                                "shift",
                                only.in("/v1/shifts").with("kind", kinds),
                                ChangeText::shift),
                        new ChangingList(
                                "conflict", only.in("/v1/conflicts"), ChangeText::conflicts));
        return new ChangeLoop(gateway, lists, terminal, json, pause).tell();
    }
}
