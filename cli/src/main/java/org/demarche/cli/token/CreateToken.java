package org.demarche.cli.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = {
            "Makes an access token and prints it. Nobody can show it again.",
            "Everything that is written with the token is recorded under its name."
        })
final class CreateToken implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description =
                    "What the token allows: read, code (file, correct, retract, register), operate (projections) or admin (all, also tokens, restore and merge). Give it once for each role.")
    private List<String> roles = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "The person or program that gets it, such as \"Desk, night\".")
    private String name = "";

    @Option(
            names = "--expires",
            paramLabel = "END",
            description =
                    "The end of the token: 90d is in 90 days, and 2030-12-31 is the beginning of this day in UTC. By default the token has no end.")
    private @Nullable String expires;

    @Option(names = "--json", description = "Print the gateway's answer.")
    private boolean json;

    private final Terminal terminal;

    CreateToken(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var body = Gateway.JSON.createObjectNode().put("name", name);
        var list = body.putArray("roles");
        roles.forEach(list::add);
        if (expires != null) {
            body.put("expiresAt", end(expires, Instant.now()).toString());
        }
        var made =
                gateway.toWrite()
                        .post(Address.of("/v1/tokens"), body.toString().getBytes(UTF_8))
                        .body();
        if (json) {
            terminal.out().println(made);
            return ExitCode.OK;
        }
        terminal.out().println(made.path("token").asText());
        terminal.err()
                .println(
                        "Nobody can show this token again. `demarche token revoke %s` revokes it."
                                .formatted(made.path("id").asText()));
        return ExitCode.OK;
    }

    /** Returns the end of a token that is made now. */
    static Instant end(String text, Instant now) {
        try {
            if (text.matches("[1-9][0-9]{0,4}d")) {
                var days = Integer.parseInt(text.substring(0, text.length() - 1));
                return now.plus(Duration.ofDays(days));
            }
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--expires is '%s': it must be a number of days, such as 90d, or a date, such as 2030-12-31."
                            .formatted(text),
                    e);
        }
    }
}
