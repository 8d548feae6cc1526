package org.demarche.cli.projection;

import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = {
            "Deletes a declared projection: all its versions end, and their documents are deleted.",
            "The log keeps all events, and `demarche decisions` shows what was decided. The name can be declared again.",
            "--force confirms a deletion while a version is live."
        })
final class Delete extends VersionCommand {

    private static final int GONE = 410;

    @Parameters(paramLabel = "NAME", description = "The projection, such as coverage.")
    private String name = "";

    @Option(
            names = "--force",
            description = "Delete the projection even if a version is live and serves reads.")
    private boolean force;

    Delete(Terminal terminal, Home home) {
        super(terminal, home);
    }

    @Override
    Gateway.Reply take(Gateway gateway) {
        var address = Address.of("/v1/projections/%s", name);
        if (!force) requireNothingLive(gateway, address);
        return gateway.delete(person.of(address));
    }

    private void requireNothingLive(Gateway gateway, Address address) {
        // a deleted projection has no live version, and deleting it again prints the same sentence
        var projection = gateway.getOr(GONE, address).body();
        var live = projection.path("live");
        // a projection that is code cannot be deleted, not even with --force
        if (live.isInt() && projection.path("declared").asBoolean(true)) {
            throw new Failure(
                    ExitCode.NO,
                    "%s/%d is live and serves reads. Nothing was deleted; --force deletes %1$s."
                            .formatted(name, live.asInt()));
        }
    }

    @Override
    String text(Gateway.Reply reply) {
        return "%s is deleted, with the documents of all its versions.".formatted(name);
    }
}
