package org.demarche.cli.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.InputFile;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "correct",
        description = {
            "Replaces the content of a report; the log keeps both.",
            "With - alone it corrects many: each line of standard input is a whole corrected report with its id as \"report\". A refused line is printed with its number, and the other lines are corrected."
        })
public final class Correct implements Callable<Integer> {

    private static final String MANY = "-";

    /** The longest body that is read, in bytes. It is far above the limit of any gateway. */
    private static final int LONGEST = 1 << 20;

    @Mixin private final GatewayOption gateway;

    @Parameters(
            index = "0",
            paramLabel = "REPORT",
            description = "The report's id; - reads lines from standard input.")
    private String report = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "The whole corrected report as one JSON object; - is standard input. Holder and issue may be left out: they never change.")
    private @Nullable Path file;

    @Option(
            names = "--json",
            description = "Print the gateway's answer as it is; for many lines, a summary.")
    private boolean json;

    private final Terminal terminal;

    public Correct(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() throws IOException {
        if (report.equals(MANY)) {
            return correctAll();
        }
        if (file == null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "Name the FILE with the corrected report after its id; - is standard input.");
        }
        var body = body(file);
        var address = Address.of("/v1/reports/%s/corrections", report);
        var api = gateway.toWrite();
        var reply = api.post(address, body);
        terminal.out().println(json ? reply.body() : text(reply));
        api.awaitReading(reply.body().path("token").asText(""));
        return ExitCode.OK;
    }

    private int correctAll() throws IOException {
        if (file != null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s is not read: with - each line of standard input names its report."
                            .formatted(file));
        }
        var lines = new LineFiles(terminal, BatchUpload.correcting(gateway.toWrite()), json);
        lines.send(LineFiles.STANDARD_INPUT);
        return lines.end("corrected");
    }

    private static byte[] body(Path file) {
        try (var in = LineFiles.open(file)) {
            var body = in.readNBytes(LONGEST + 1);
            if (body.length > LONGEST) {
                throw new Failure(
                        ExitCode.USAGE,
                        "%s is longer than 1 MiB: is this one report?".formatted(file));
            }
            return body;
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }

    private static String text(Gateway.Reply reply) {
        var id = reply.body().path("id").asText();
        if (reply.status() != 201) return id + " has this content already: nothing was written.";
        return "%s is corrected: event %s of the report, statement %s."
                .formatted(
                        id,
                        reply.body().path("event").asText(),
                        reply.body().path("statement").asText());
    }
}
