package org.demarche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.stack.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "positions",
        description =
                "Who stands where: actors down, issues across. A star marks a disputed stance, a dash none of the actor's own.")
final class ShowPositions implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Option(
            names = "--actor",
            paramLabel = "ACTOR",
            description = "Only this actor; may be repeated.")
    private List<String> actors = new ArrayList<>();

    @Option(
            names = "--issue",
            paramLabel = "ISSUE",
            description = "Only this issue; may be repeated.")
    private List<String> issues = new ArrayList<>();

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            defaultValue = "${env:COLUMNS:-120}",
            description = "How wide the table may be (${DEFAULT-VALUE}).")
    private int width;

    @Option(
            names = "--json",
            description = "The documents as the gateway serves them, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    ShowPositions(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var positions = all();
        var out = terminal.out();
        if (json) {
            var answer = Gateway.JSON.createObjectNode();
            answer.putArray("items").addAll(positions);
            out.println(answer);
        } else {
            out.println(new Matrix(positions).text(width));
        }
        return ExitCode.OK;
    }

    private List<JsonNode> all() {
        var api = gateway.gateway();
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = api.get("/v1/positions" + query(cursor));
            page.path("items").forEach(items::add);
            cursor = page.path("next").isTextual() ? page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return items;
    }

    private String query(String cursor) {
        var parameters = new ArrayList<String>();
        actors.forEach(actor -> parameters.add("actor=" + Gateway.segment(actor)));
        issues.forEach(issue -> parameters.add("issue=" + Gateway.segment(issue)));
        if (!cursor.isEmpty()) parameters.add("cursor=" + Gateway.segment(cursor));
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}
