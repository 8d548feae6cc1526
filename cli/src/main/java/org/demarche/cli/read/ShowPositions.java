package org.demarche.cli.read;

import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.Pages;
import org.demarche.cli.client.TimeOptions;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.demarche.cli.terminal.WidthOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "positions",
        description =
                "Shows the positions of all actors: one actor per row, one issue per column. A star marks a disputed stance. A dash means that no stance of the actor's own is known.")
public final class ShowPositions implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Mixin private final FilterOptions only = new FilterOptions();

    @Mixin private final TimeOptions time = new TimeOptions();

    @Mixin private final WidthOption width;

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    public ShowPositions(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
        width = new WidthOption(terminal);
    }

    @Override
    public Integer call() {
        var address = only.in("/v1/positions");
        var api = gateway.gateway();
        var pages = Pages.all(api, time.of(address), "items");
        var rows = pages.rows("items");
        var out = terminal.out();
        if (json) {
            out.println(pages.document());
        } else if (rows.isEmpty()) {
            out.println(nothing(api));
        } else {
            out.println(new Matrix(rows, new EntryNames(api)).text(width.columns()));
            PositionText.legend(rows).forEach(terminal.err()::println);
        }
        return ExitCode.OK;
    }

    /**
     * Returns the reason why the table is empty: no position is known at that time, or none fits
     * the options.
     */
    private String nothing(Gateway api) {
        if (!only.isAll() && !isEmpty(api, time.of(Address.of("/v1/positions")))) {
            return "No position is known with these options. `demarche positions` shows all.";
        }
        return time.words().isEmpty() || isEmpty(api, Address.of("/v1/positions"))
                ? "No position is known yet."
                : "No position is known%s: nothing that counts was said or recorded by then."
                        .formatted(time.words());
    }

    private static boolean isEmpty(Gateway api, Address positions) {
        return api.get(positions.with("limit", "1")).path("items").isEmpty();
    }
}
