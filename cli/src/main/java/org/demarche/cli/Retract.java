package org.demarche.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.demarche.cli.stack.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retract",
        description = {
            "Takes a report back: it no longer counts, and stays in the log.",
            "With - it retracts many, one a line of standard input. With --reason a line is the id of a report; without it, {\"report\": \"ID\", \"reason\": \"TEXT\"}. A refused line is printed with its number, and the other reports are retracted. You may send the same lines again."
        })
final class Retract implements Callable<Integer> {

    private static final String MANY = "-";

    @Mixin private final GatewayOption gateway;

    @Parameters(
            paramLabel = "REPORT",
            description = "The report's id; - reads lines from standard input.")
    private String report = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "The reason, kept with the retraction.")
    private @Nullable String reason;

    @Option(
            names = "--json",
            description = "Print the gateway's answer as it is; for many lines, a summary.")
    private boolean json;

    private final Terminal terminal;

    Retract(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() throws IOException {
        var many = report.equals(MANY);
        if (!many && reason == null) {
            throw new Failure(
                    ExitCode.USAGE, "Give the reason for the retraction with --reason TEXT.");
        }
        return many ? retractAll() : retractOne();
    }

    private int retractAll() throws IOException {
        var loading = Loading.retracting(gateway.toWrite(), this::bodies);
        var lines = new LineFiles(terminal, loading, json);
        lines.send(LineFiles.STANDARD_INPUT);
        return lines.end("retracted");
    }

    /** Keeps blank lines, so that the other lines keep their numbers. */
    private byte[] bodies(byte[] lines) {
        if (reason == null) {
            return lines;
        }
        return new String(lines, UTF_8)
                .lines()
                .map(id -> id.isBlank() ? "" : body().put("report", id.strip()).toString())
                .collect(joining("\n", "", "\n"))
                .getBytes(UTF_8);
    }

    private ObjectNode body() {
        return Gateway.JSON.createObjectNode().put("reason", reason);
    }

    private int retractOne() {
        var body = body().toString();
        var address = Address.of("/v1/reports/%s/retractions", report);
        var api = gateway.toWrite();
        var reply = api.post(address, body.getBytes(UTF_8));
        terminal.out().println(json ? reply.body() : text(reply));
        api.awaitReading(reply.body().path("token").asText(""));
        return ExitCode.OK;
    }

    private static String text(Gateway.Reply reply) {
        var sentence =
                reply.status() == 201
                        ? "%s is retracted: event %s of the report."
                        : "%s is retracted already, by event %s of the report: nothing was written.";
        return sentence.formatted(
                reply.body().path("id").asText(), reply.body().path("event").asText());
    }
}
