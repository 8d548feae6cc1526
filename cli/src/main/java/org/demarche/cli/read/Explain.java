package org.demarche.cli.read;

import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        description = "Lists the statements behind a position: which count, which do not, and why.")
public final class Explain implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;
    @Mixin private final PairOptions pair = new PairOptions();
    @Mixin private final PointInTimeOptions time = new PointInTimeOptions();
    @Mixin private final LimitOption limit = new LimitOption();

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    private final Terminal terminal;

    public Explain(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var address =
                Address.of("/v1/actors/%s/positions/%s/explanation", pair.actor(), pair.issue());
        var api = gateway.gateway();
        var pages = limit.pages(api, time.of(address), "items");
        if (json) {
            terminal.out().println(pages.document());
        } else {
            var statements = pages.rows("items");
            terminal.out()
                    .println(
                            ExplanationText.of(
                                    pages.document(),
                                    statements,
                                    new EntryNames(api),
                                    time.words()));
            limit.sayMore(terminal, pages);
        }
        return ExitCode.OK;
    }
}
