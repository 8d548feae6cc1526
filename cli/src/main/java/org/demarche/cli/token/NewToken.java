package org.demarche.cli.token;

import java.util.concurrent.Callable;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.access.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "new",
        description = {
            "Makes the first token of a gateway, and asks no gateway for it.",
            "Prints the token, for you, and its digest, for the setting DEMARCHE_AUTH_ADMIN of every gateway. This token allows everything."
        })
final class NewToken implements Callable<Integer> {

    @Option(names = "--json", description = "Print both as JSON.")
    private boolean json;

    private final Terminal terminal;

    NewToken(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var secret = Secret.fresh();
        if (json) {
            terminal.out()
                    .println(
                            Gateway.JSON
                                    .createObjectNode()
                                    .put("token", secret.reveal())
                                    .put("digest", secret.digest()));
            return ExitCode.OK;
        }
        terminal.out().println("token   " + secret.reveal());
        terminal.out().println("digest  " + secret.digest());
        terminal.err()
                .println(
                        "Keep the token where only you can read it: nobody can show it again. Start every gateway with DEMARCHE_AUTH=tokens and DEMARCHE_AUTH_ADMIN set to the digest.");
        return ExitCode.OK;
    }
}
