package org.demarche.cli.token;

import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.access.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = "Revokes an access token. Every gateway refuses it within a moment.")
final class RevokeToken implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(
            paramLabel = "ID",
            description =
                    "The token's id, as `demarche token list` shows it, or the whole token. Only the id is sent.")
    private String id = "";

    @Option(
            names = {"--why", "--reason"},
            paramLabel = "TEXT",
            description = "The reason. It is kept with the token.")
    private @Nullable String why;

    @Option(names = "--json", description = "Print the gateway's answer.")
    private boolean json;

    private final Terminal terminal;

    RevokeToken(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var address = Address.of("/v1/tokens/%s", publicPart(id)).with("why", why);
        var revoked = gateway.toWrite().delete(address).body();
        terminal.out()
                .println(
                        json
                                ? revoked
                                : "The token %s of '%s' is revoked."
                                        .formatted(
                                                revoked.path("id").asText(),
                                                revoked.path("name").asText()));
        return ExitCode.OK;
    }

    /** Returns the token's id. Proxies log addresses, so a secret must not be in one. */
    private static String publicPart(String text) {
        if (!text.startsWith(Secret.PREFIX)) {
            return text;
        }
        return Secret.parse(text)
                .map(Secret::id)
                .orElseThrow(
                        () ->
                                new Failure(
                                        ExitCode.USAGE,
                                        "This is not a whole access token. Name its id, the 12 characters between its underscores; `demarche token list` shows it."));
    }
}
