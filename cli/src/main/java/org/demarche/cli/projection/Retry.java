package org.demarche.cli.projection;

import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = {
            "Reads the record of a dead letter again, and starts a replay if it can be read now.",
            "The replay folds the record in its place in the log. It starts once for all letters of"
                    + " a version.",
            "If a later version has read the record again, nothing is started. If it could not read the record either, it has a letter of its own: retry that one."
        })
final class Retry extends VersionCommand {

    private static final int STARTED = 201;

    @Parameters(
            paramLabel = "ID",
            description = "The id of a dead letter, as `demarche dead-letters` lists it.")
    private String id = "";

    @Mixin private final PromoteOption promote = new PromoteOption();

    Retry(Terminal terminal, Home home) {
        super(terminal, home);
    }

    @Override
    Gateway.Reply take(Gateway gateway) {
        var body = person.body();
        if (promote.value() != null) body.put("promote", promote.value());
        return gateway.post(Address.of("/v1/dead-letters/%s/retries", id), bytes(body));
    }

    @Override
    String text(Gateway.Reply reply) {
        var version = VersionAddress.of(reply.body());
        if (reply.status() == STARTED) {
            return "%s is started and reads the record again; %s watches it."
                    .formatted(version, version.followCommand());
        }
        return "%s began after this letter and is %s: nothing is started. If it could not read the record either, it has a letter of its own: retry that one."
                .formatted(version, reply.body().path("state").asText());
    }
}
