package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.client.TimeOptions;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ascriptions",
        description =
                "Lists the stances that others give to an actor, and then those that it gives to others.")
public final class ShowAscriptions implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(paramLabel = "ACTOR", description = "The actor, by id or any name: russia.")
    private String actor = "";

    @Option(
            names = "--direction",
            paramLabel = "WHICH",
            description =
                    "of: only the stances that others give to the actor; by: only those that it gives to others.")
    private @Nullable String direction;

    @Option(
            names = "--issue",
            paramLabel = "ISSUE",
            description = "Only this issue; may be repeated.")
    private List<String> issues = new ArrayList<>();

    @Mixin private final TimeOptions time = new TimeOptions();
    @Mixin private final LimitOption limit = new LimitOption();

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    public ShowAscriptions(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var address =
                Address.of("/v1/actors/%s/ascriptions", actor)
                        .with("direction", direction)
                        .with("issue", issues);
        var api = gateway.gateway();
        var pages = limit.pages(api, time.of(address), "items");
        var rows = pages.rows("items");
        if (json) {
            terminal.out().println(pages.document());
        } else if (rows.isEmpty()) {
            terminal.out().println("No stance is ascribed to this actor, or by it.");
        } else {
            var names = new EntryNames(api);
            rows.forEach(row -> terminal.out().println(text(row, names)));
            limit.sayMore(terminal, pages);
        }
        return ExitCode.OK;
    }

    private static String text(JsonNode row, EntryNames names) {
        return "%s: %s, said %s, %s by %s%s%n  %s"
                .formatted(
                        names.pair(row),
                        row.path("stance").asText("no comment"),
                        DocumentWords.when(row.path("saidOn").asText()),
                        row.path("voice").asText(),
                        names.by(row),
                        row.path("contradicts").asBoolean()
                                ? ", which contradicts its own stance"
                                : "",
                        row.path("statement").asText());
    }
}
