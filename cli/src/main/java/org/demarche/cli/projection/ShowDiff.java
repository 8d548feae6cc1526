package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.ExitCode;
import org.demarche.cli.GatewayOption;
import org.demarche.cli.Terminal;
import org.demarche.cli.read.LimitOption;
import org.demarche.cli.stack.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "diff",
        description = {
            "How a version differs from the live one.",
            "How many documents differ, then each of them with the fields that do: here is the version, there the live one."
        })
final class ShowDiff implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;
    @Mixin private final VersionParameters version = new VersionParameters();
    @Mixin private final LimitOption limit = new LimitOption();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description =
                    "Where the two were folded by two rules, only what differs for this reason: added-fields, denial, days, order, tie or origins; may be repeated.")
    private List<String> reasons = new ArrayList<>();

    @Option(
            names = "--json",
            description = "The documents as the gateway serves them, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    ShowDiff(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var pages =
                limit.pages(
                        gateway.gateway(),
                        version.id().below("/diff").with("reason", reasons),
                        "items");
        if (json) {
            terminal.out().println(pages.document());
        } else {
            var counts = pages.document().path("counts");
            terminal.out().println(counts(counts));
            counts.path("reasons")
                    .properties()
                    .forEach(
                            reason ->
                                    terminal.out()
                                            .println(
                                                    "  %s: %s"
                                                            .formatted(
                                                                    reason.getKey()
                                                                            .replace('-', ' '),
                                                                    Amounts.number(
                                                                            reason.getValue()
                                                                                    .asLong()))));
            pages.rows("items")
                    .forEach(item -> terminal.out().println(DocumentText.difference(item)));
            limit.sayMore(terminal, pages);
        }
        return ExitCode.OK;
    }

    private String counts(JsonNode counts) {
        return "%s against the live version: %s different, %s only here, %s only there, %s the same."
                .formatted(
                        version.id(),
                        Amounts.number(counts.path("differ").asLong()),
                        Amounts.number(counts.path("onlyHere").asLong()),
                        Amounts.number(counts.path("onlyThere").asLong()),
                        Amounts.number(counts.path("same").asLong()));
    }
}
