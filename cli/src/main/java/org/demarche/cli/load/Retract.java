package org.demarche.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.export.TokenReports;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retract",
        description = {
            "Takes a report back: it no longer counts, and stays in the log.",
            "With - it reads the reports to retract from standard input, one per line. With --reason, each line is the id of a report. Without it, each line is {\"report\": \"ID\", \"reason\": \"TEXT\"}. A refused line is printed with its number, and the other reports are retracted. You may send the same lines again.",
            "With --recorded-by it retracts all reports that were filed with an access token of this name, and names those that were only corrected or retracted with it."
        })
public final class Retract implements Callable<Integer> {

    private static final String MANY = "-";

    @Mixin private final GatewayOption gateway;

    @Parameters(
            paramLabel = "REPORT",
            arity = "0..1",
            description = "The report's id; - reads lines from standard input.")
    private String report = "";

    @Option(
            names = "--recorded-by",
            paramLabel = "NAME",
            description = "Retract all that was filed with an access token of this name.")
    private @Nullable String recordedBy;

    @Option(
            names = {"--reason", "--why"},
            paramLabel = "TEXT",
            description = "The reason. It is kept with the retraction.")
    private @Nullable String reason;

    @Option(
            names = "--json",
            description = "Print the gateway's answer as it is; for many lines, a summary.")
    private boolean json;

    private final Terminal terminal;

    public Retract(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() throws IOException {
        if (report.isEmpty() == (recordedBy == null)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "Name either the report, or an access token with --recorded-by NAME.");
        }
        var many = report.equals(MANY);
        if (!many && reason == null) {
            throw new Failure(
                    ExitCode.USAGE, "Give the reason for the retraction with --reason TEXT.");
        }
        if (recordedBy != null) {
            return retractBy(recordedBy);
        }
        return many ? retractAll() : retractOne();
    }

    private int retractBy(String name) throws IOException {
        var api = gateway.toWrite();
        var recorded = TokenReports.by(name, api);
        var lines = new LineFiles(terminal, BatchUpload.retracting(api, this::bodies), json);
        lines.send("reports by " + name, String.join("\n", recorded.filed()));
        for (var id : recorded.changed()) {
            terminal.err()
                    .println(
                            "%s was changed by %s, but filed by somebody else, so it was not retracted: `demarche report %1$s` shows its events. Correct the report if the change is wrong."
                                    .formatted(id, name));
        }
        return lines.end("retracted");
    }

    private int retractAll() throws IOException {
        var loading = BatchUpload.retracting(gateway.toWrite(), this::bodies);
        var lines = new LineFiles(terminal, loading, json);
        lines.send(LineFiles.STANDARD_INPUT);
        return lines.end("retracted");
    }

    /**
     * Makes a retraction of each line. Blank lines stay, so that the other lines keep their
     * numbers.
     */
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
