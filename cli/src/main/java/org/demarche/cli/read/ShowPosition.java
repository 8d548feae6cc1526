package org.demarche.cli.read;

import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.Pages;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.demarche.cli.terminal.WidthOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "position",
        description =
                "Shows an actor's position on one issue, with the evidence, or on all issues.")
public final class ShowPosition implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(
            index = "0",
            paramLabel = "ACTOR",
            description = "The actor, by id or any name: russia.")
    private String actor = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ISSUE",
            description = "The issue, by id or any name: ukraine-talks.")
    private @Nullable String issue;

    @Mixin private final PointInTimeOptions time = new PointInTimeOptions();
    @Mixin private final WidthOption width;

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    private final Terminal terminal;

    public ShowPosition(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
        width = new WidthOption(terminal);
    }

    @Override
    public Integer call() {
        return issue == null ? all() : one(issue);
    }

    private int one(String issue) {
        var address = Address.of("/v1/actors/%s/positions/%s", actor, issue);
        var api = gateway.gateway();
        var position = api.get(time.of(address));
        terminal.out()
                .println(
                        json
                                ? position
                                : PositionText.of(position, new EntryNames(api), time.words()));
        return ExitCode.OK;
    }

    private int all() {
        var address = time.of(Address.of("/v1/actors/%s/positions", actor));
        var api = gateway.gateway();
        var pages = Pages.all(api, address, "items");
        var rows = pages.rows("items");
        if (json) {
            terminal.out().println(pages.document());
        } else if (rows.isEmpty()) {
            var id = pages.document().path("actor").asText(actor);
            terminal.out().println(nothing(id, new EntryNames(api)));
        } else {
            terminal.out().println(PositionText.list(rows, new EntryNames(api), width.columns()));
            PositionText.legend(rows).forEach(terminal.err()::println);
        }
        return ExitCode.OK;
    }

    /**
     * Returns the sentence about an actor without positions. It names a command that lists
     * statements for others, because a person often speaks for others and has no position.
     *
     * @param id the actor's id, also if the user gave a name
     */
    private String nothing(String id, EntryNames names) {
        return "No position of %s is known%s. `demarche statements --speaker %s` lists what it said for others."
                .formatted(names.actor(id), time.words(), id);
    }
}
