package org.demarche.cli.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that takes one decision about a projection or a version, and prints the result. */
abstract class VersionCommand implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Mixin final PersonOptions person = new PersonOptions();

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    private final Terminal terminal;

    VersionCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    abstract Gateway.Reply take(Gateway gateway);

    /** Returns the sentence about the new state. */
    abstract String text(Gateway.Reply reply);

    @Override
    public final Integer call() {
        var reply = take(gateway.toWrite());
        terminal.out().println(json ? reply.body() : text(reply));
        return ExitCode.OK;
    }

    static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(UTF_8);
    }
}
