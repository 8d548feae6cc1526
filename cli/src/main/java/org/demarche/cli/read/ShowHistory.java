package org.demarche.cli.read;

import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.demarche.cli.terminal.WidthOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        description = "Shows how a position changed, oldest first; ? marks uncertain days.")
public final class ShowHistory implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;
    @Mixin private final PairOptions pair = new PairOptions();
    @Mixin private final PointInTimeOptions time = new PointInTimeOptions();
    @Mixin private final LimitOption limit = new LimitOption();
    @Mixin private final WidthOption width;

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    private final Terminal terminal;

    public ShowHistory(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
        width = new WidthOption(terminal);
    }

    @Override
    public Integer call() {
        var address = Address.of("/v1/actors/%s/positions/%s/history", pair.actor(), pair.issue());
        var api = gateway.gateway();
        var pages = limit.pages(api, time.of(address), "items");
        if (json) {
            terminal.out().println(pages.document());
        } else {
            terminal.out()
                    .println(
                            HistoryText.of(
                                    pages.document(),
                                    new EntryNames(api),
                                    time.words(),
                                    width.columns()));
            limit.sayMore(terminal, pages);
        }
        return ExitCode.OK;
    }
}
