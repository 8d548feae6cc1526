package org.demarche.cli.read;

import java.util.concurrent.Callable;
import org.demarche.cli.Address;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;
import org.demarche.cli.GatewayOption;
import org.demarche.cli.Terminal;
import org.demarche.cli.stack.Home;
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
            paramLabel = "ACTOR|ADDRESS",
            description =
                    "An actor, by id or any name: russia; or the address of any answer, such as '/v1/shifts?actor=russia'.")
    private String what = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ISSUE",
            description = "With an actor: the issue, by id or any name: ukraine-talks.")
    private @Nullable String issue;

    @Mixin private final PointInTime time = new PointInTime();

    private final Terminal terminal;

    public Cite(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var address = time.of(address());
        var link =
                gateway.gateway()
                        .linked(address)
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

    private Address address() {
        if (what.startsWith("/")) {
            if (issue != null)
                throw new Failure(ExitCode.USAGE, "Give an address without an issue.");
            return Address.written(what);
        }
        return issue == null
                ? Address.of("/v1/actors/%s/positions", what)
                : Address.of("/v1/actors/%s/positions/%s", what, issue);
    }
}
