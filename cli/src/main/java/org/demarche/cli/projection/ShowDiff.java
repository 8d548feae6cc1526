package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "diff",
        description = {
            "Shows the documents that differ between a version and the live one.",
            "It prints how many documents differ, and then each of them with the fields that differ. `here` is the version, and `there` the live one."
        })
final class ShowDiff implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;
    @Mixin private final VersionParameters version = new VersionParameters();
    @Mixin private final LimitOption limit = new LimitOption();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description =
                    "If two rules folded the two versions: only documents that differ for this reason: added-fields, denial, days, order, tie or origins; may be repeated.")
    private List<String> reasons = new ArrayList<>();

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
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
        return "%s against the live version: %s different, %s only in this version, %s only in the live one, %s the same."
                .formatted(
                        version.id(),
                        Amounts.number(counts.path("differ").asLong()),
                        Amounts.number(counts.path("onlyHere").asLong()),
                        Amounts.number(counts.path("onlyThere").asLong()),
                        Amounts.number(counts.path("same").asLong()));
    }
}
