package org.demarche.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Table;
import org.demarche.cli.terminal.Terminal;
import org.demarche.cli.terminal.WidthOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists the access tokens, the newest one first, also those that ended.")
final class ListTokens implements Callable<Integer> {

    private static final List<String> HEADER =
            List.of("id", "name", "roles", "made", "by", "state");

    @Mixin private final GatewayOption gateway;
    @Mixin private final LimitOption limit = new LimitOption();
    @Mixin private final WidthOption width;

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    ListTokens(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
        width = new WidthOption(terminal);
    }

    @Override
    public Integer call() {
        var pages = limit.pages(gateway.gateway(), Address.of("/v1/tokens"), "items");
        if (json) {
            terminal.out().println(pages.document());
            return ExitCode.OK;
        }
        var tokens = pages.rows("items");
        terminal.out()
                .println(
                        tokens.isEmpty()
                                ? "There are no access tokens yet: `demarche token create` makes one."
                                : Table.of(
                                        HEADER,
                                        tokens.stream().map(ListTokens::row).toList(),
                                        width.columns()));
        limit.sayMore(terminal, pages);
        return ExitCode.OK;
    }

    private static List<String> row(JsonNode token) {
        return List.of(
                token.path("id").asText(),
                token.path("name").asText(),
                token.path("roles")
                        .valueStream()
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", ")),
                day(token, "createdAt"),
                token.path("createdBy").asText(),
                state(token));
    }

    private static String state(JsonNode token) {
        if (token.path("revokedAt").isTextual()) {
            var why = token.path("revokedWhy").asText("");
            return "revoked %s by %s%s"
                    .formatted(
                            day(token, "revokedAt"),
                            token.path("revokedBy").asText(),
                            token.path("revokedWhy").isTextual() ? ": " + why : "");
        }
        if (!token.path("expiresAt").isTextual()) {
            return "valid";
        }
        var end = Instant.parse(token.path("expiresAt").asText());
        return (end.isAfter(Instant.now()) ? "valid until " : "ended ") + day(token, "expiresAt");
    }

    private static String day(JsonNode token, String field) {
        return token.path(field).asText().replaceFirst("T.*", "");
    }
}
