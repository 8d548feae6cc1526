package org.demarche.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.demarche.cli.stack.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "correct",
        description = "Puts a corrected body in a report's place; the log keeps both.")
final class Correct implements Callable<Integer> {

    /** Far over what any gateway takes as a report. */
    private static final int LONGEST = 1 << 20;

    @Mixin private final GatewayOption gateway;

    @Parameters(index = "0", paramLabel = "REPORT", description = "The report's id.")
    private String report = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description =
                    "The whole corrected report as one JSON object; - is standard input. Holder and issue may be left out: they never change.")
    private Path file = Path.of("-");

    @Option(names = "--json", description = "The answer as the gateway gives it.")
    private boolean json;

    private final Terminal terminal;

    Correct(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var body = body();
        var address = Address.of("/v1/reports/%s/corrections", report);
        var reply = gateway.toWrite().post(address, body);
        terminal.out().println(json ? reply.body() : text(reply));
        return ExitCode.OK;
    }

    private byte[] body() {
        try (var in = Load.open(file)) {
            return whole(in);
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, "%s cannot be read.".formatted(file), e);
        }
    }

    private byte[] whole(InputStream in) throws IOException {
        var body = in.readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new Failure(
                    ExitCode.USAGE, "%s is longer than 1 MiB: is this one report?".formatted(file));
        }
        return body;
    }

    private static String text(Gateway.Reply reply) {
        var id = reply.body().path("id").asText();
        if (reply.status() != 201) return id + " stands like that already: nothing was written.";
        return "%s is corrected: event %s of the report, statement %s."
                .formatted(
                        id,
                        reply.body().path("event").asText(),
                        reply.body().path("statement").asText());
    }
}
