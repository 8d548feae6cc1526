package org.demarche.cli.read;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cite",
        description =
                "Prints a link to cite for an answer. The answer at this link stays the same.")
public final class Cite implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(
            index = "0",
            paramLabel = "ACTOR|ID|ADDRESS",
            description =
                    "An actor, by id or any name: russia; or the id of a statement or report; or the address of any answer or page, such as '/v1/shifts?actor=russia'.")
    private String what = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ISSUE",
            description = "With an actor: the issue, by id or any name: ukraine-talks.")
    private @Nullable String issue;

    @Mixin private final PointInTimeOptions time = new PointInTimeOptions();

    private final Terminal terminal;

    public Cite(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var asked = gateway.gateway();
        var address = time.of(address(asked));
        var link =
                asked.linked(address)
                        .canonical()
                        .orElseThrow(
                                () ->
                                        new Failure(
                                                ExitCode.NO,
                                                "The answer of %s has no link to cite."
                                                        .formatted(address)));
        terminal.out().println(link);
        return ExitCode.OK;
    }

    private Address address(Gateway asked) {
        var written = PageAddress.written(what, asked.root()).or(this::ofId);
        if (written.isPresent()) {
            if (issue != null)
                throw new Failure(ExitCode.USAGE, "Give an id or an address without an issue.");
            return written.get();
        }
        return issue == null
                ? Address.of("/v1/actors/%s/positions", what)
                : Address.of("/v1/actors/%s/positions/%s", what, issue);
    }

    /**
     * Returns the address of a statement or a report, if the text is its id. A name of an actor has
     * no two dots between slugs.
     */
    private Optional<Address> ofId() {
        try {
            var _ = StatementId.parse(what);
            return Optional.of(Address.of("/v1/statements/%s", what));
        } catch (IllegalArgumentException _) {
            return ofReport();
        }
    }

    private Optional<Address> ofReport() {
        try {
            var _ = ReportId.parse(what);
            return Optional.of(Address.of("/v1/reports/%s", what));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
