package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decisions",
        description =
                "Lists the decisions about a projection, the last one first, with who decided and why.")
final class ShowDecisions implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(paramLabel = "NAME", description = "The projection, such as positions.")
    private String name = "";

    @Mixin private final LimitOption limit = new LimitOption();

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    ShowDecisions(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var address = Address.of("/v1/projections/%s/decisions", name);
        var pages = limit.pages(gateway.gateway(), address, "items");
        if (json) {
            terminal.out().println(pages.document());
            return ExitCode.OK;
        }
        var decisions = pages.rows("items");
        if (decisions.isEmpty()) {
            terminal.out().println("Nothing was decided about %s yet.".formatted(name));
        }
        decisions.forEach(decision -> terminal.out().println(line(decision)));
        limit.sayMore(terminal, pages);
        return ExitCode.OK;
    }

    /**
     * Writes a decision, such as {@code 2026-11-25T03:40:00Z version 3 promoted by ada: Compared
     * and found right.}.
     */
    private static String line(JsonNode decision) {
        var why = decision.path("why").asText(decision.path("reason").asText(""));
        var type = decision.path("type").asText();
        return "%s  %s by %s%s"
                .formatted(
                        decision.path("recorded").asText().replaceFirst("[.][0-9]+Z", "Z"),
                        step(type, decision.path("version").asText()),
                        decision.path("by").asText(),
                        why.isEmpty() ? "" : ": " + why);
    }

    /**
     * Writes the type in words, such as {@code version 3 promoted} for {@code version-promoted}. A
     * roll back names the version to which it leads.
     */
    private static String step(String type, String version) {
        return switch (type) {
            case "projection-deleted" -> "projection deleted";
            case "version-rolled-back" -> "rolled back to version " + version;
            default ->
                    "version %s %s"
                            .formatted(
                                    version, type.replaceFirst("^[a-z]+-", "").replace('-', ' '));
        };
    }
}
