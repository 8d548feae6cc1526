package org.demarche.cli.token;

import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands below `demarche token`. */
@Command(
        name = "token",
        description = "Makes, lists and revokes access tokens and their roles.",
        synopsisSubcommandLabel = "COMMAND")
public final class TokenCommands {

    private TokenCommands() {}

    public static CommandLine all(Terminal terminal, Home home) {
        var all = new CommandLine(new TokenCommands());
        return all.addSubcommand(new CreateToken(terminal, home))
                .addSubcommand(new ListTokens(terminal, home))
                .addSubcommand(new RevokeToken(terminal, home))
                .addSubcommand(new NewToken(terminal));
    }
}
