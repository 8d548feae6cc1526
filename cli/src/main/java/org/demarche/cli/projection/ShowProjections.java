package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.Pages;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Table;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "projections",
        description = {
            "Lists projections and the states of their versions.",
            "For one projection it also lists versions that are gone."
        })
final class ShowProjections implements Callable<Integer> {

    private static final Set<String> GONE = Set.of("cancelled", "retired");

    @Mixin private final GatewayOption gateway;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Only this projection, with the progress of a replay.")
    private @Nullable String name;

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    ShowProjections(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var api = gateway.gateway();
        if (name == null) {
            all(Pages.all(api, Address.of("/v1/projections"), "items"));
        } else {
            one(api, name);
        }
        return ExitCode.OK;
    }

    private void all(Pages pages) {
        if (json) {
            terminal.out().println(pages.document());
            return;
        }
        var rows = new ArrayList<List<String>>();
        for (var projection : pages.rows("items")) {
            for (var version : projection.path("versions")) {
                if (GONE.contains(version.path("state").asText())) continue;
                rows.add(row(projection, version));
            }
        }
        terminal.out().println(table(rows));
    }

    private void one(Gateway api, String name) {
        var projection = api.get(Address.of("/v1/projections/%s", name));
        if (json) {
            terminal.out().println(projection);
            return;
        }
        var rows = new ArrayList<List<String>>();
        for (var version : projection.path("versions")) rows.add(row(projection, version));
        terminal.out().println(table(rows));
        var building = projection.path("building");
        if (building.isInt()) {
            var document = api.get(new VersionAddress(name, building.asInt()).address());
            terminal.out().println(ProgressText.line(document));
        }
    }

    private static List<String> row(JsonNode projection, JsonNode version) {
        return Table.row(
                projection.path("name").asText(),
                version.path("version").asText(),
                version.path("state").asText(),
                projection.path("declared").asBoolean() ? "a definition" : "code");
    }

    private String table(List<List<String>> rows) {
        return Table.of(
                List.of("projection", "version", "state", "folded by"), rows, terminal.columns());
    }
}
