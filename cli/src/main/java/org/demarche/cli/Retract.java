package org.demarche.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.Callable;
import org.demarche.cli.stack.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "retract", description = "Takes a report out of what counts; it stays in the log.")
final class Retract implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(paramLabel = "REPORT", description = "The report's id.")
    private String report = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why: it is kept with the retraction.")
    private String reason = "";

    @Option(names = "--json", description = "The answer as the gateway gives it.")
    private boolean json;

    private final Terminal terminal;

    Retract(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var body = Gateway.JSON.createObjectNode().put("reason", reason).toString();
        var address = Address.of("/v1/reports/%s/retractions", report);
        var reply = gateway.toWrite().post(address, body.getBytes(UTF_8));
        terminal.out().println(json ? reply.body() : text(reply));
        return ExitCode.OK;
    }

    private static String text(Gateway.Reply reply) {
        var sentence =
                reply.status() == 201
                        ? "%s is retracted: event %s of the report."
                        : "%s was retracted before, as event %s of the report: nothing was written.";
        return sentence.formatted(
                reply.body().path("id").asText(), reply.body().path("event").asText());
    }
}
