package org.demarche.cli;

import java.util.concurrent.Callable;
import org.demarche.cli.stack.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "position",
        description = "Where an actor stands: on one issue, with the evidence, or on all of them.")
final class ShowPosition implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(index = "0", paramLabel = "ACTOR", description = "The actor's id, such as russia.")
    private String actor = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ISSUE",
            description = "The issue's id, such as ukraine-talks.")
    private @Nullable String issue;

    @Option(names = "--json", description = "The document as the gateway serves it.")
    private boolean json;

    private final Terminal terminal;

    ShowPosition(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var path =
                "/v1/actors/"
                        + Gateway.segment(actor)
                        + "/positions"
                        + (issue == null ? "" : "/" + Gateway.segment(issue));
        var answer = gateway.gateway().get(path);
        var out = terminal.out();
        if (json) {
            out.println(answer);
        } else if (issue == null) {
            out.println(PositionText.list(answer.path("positions")));
        } else {
            out.println(PositionText.of(answer));
        }
        return ExitCode.OK;
    }
}
