package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.registry.EntryType;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command about the entries of one type. */
abstract class EntryCommand implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    final EntryType type;
    final Terminal terminal;

    EntryCommand(EntryType type, Terminal terminal, Home home) {
        this.type = type;
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    final RegistryApi toRead() {
        return new RegistryApi(gateway.gateway(), type);
    }

    final RegistryApi toWrite() {
        return new RegistryApi(gateway.toWrite(), type);
    }

    /** Returns a further command on the same registry, as the user has to type it. */
    final String typed(String words) {
        return "`demarche %s %s%s`".formatted(type.plural(), words, gateway.typed());
    }

    final void print(JsonNode answer, String text) {
        terminal.out().println(json ? answer : text);
    }
}
