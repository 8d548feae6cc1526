package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description = "Shows the events of a report, who recorded each, and its content.")
public final class ShowReport implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(paramLabel = "REPORT", description = "The report's id.")
    private String id = "";

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    @Option(
            names = "--body",
            description =
                    "Print the content alone, as it is now: one JSON object, which you edit and send back with `demarche correct`.")
    private boolean body;

    private final Terminal terminal;

    public ShowReport(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        if (body && json) {
            throw new Failure(ExitCode.USAGE, "--body prints JSON already: leave --json out.");
        }
        var api = gateway.gateway();
        var report = new EvidenceIds(api).report(id);
        terminal.out()
                .println(
                        body
                                ? content(report).toPrettyString()
                                : json
                                        ? report
                                        : new StatementText(new EntryNames(api)).events(report));
        return ExitCode.OK;
    }

    /**
     * Returns the current content without {@code resolved}. Ingest resolves names and offices
     * itself, and would refuse a report that has them.
     */
    private static JsonNode content(JsonNode report) {
        var content = Gateway.JSON.createObjectNode();
        for (var event : report.path("events")) {
            if (event.path("body") instanceof ObjectNode filed && !filed.has("reason")) {
                content = filed.deepCopy();
            }
        }
        content.remove("resolved");
        return content;
    }
}
