package org.demarche.cli.read;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.client.BasisOptions;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "shifts",
        description = {
            "Lists changes of position, newest first.",
            "It leaves out the days on which an actor was first heard; --kind first lists these."
        })
public final class ShowShifts implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Mixin private final FilterOptions only = new FilterOptions();

    /**
     * The kinds that are listed by default: all except {@code first}, because a first statement
     * changes nothing.
     */
    private static final List<String> CHANGES =
            List.of("flip", "soften", "harden", "lapse", "resume", "terms");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "Only this kind: first, flip, soften, harden, lapse, resume or terms; may be repeated. By default all but first.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--as-of",
            paramLabel = "DAY",
            description = "Only statements made by that day, such as 2022-12-31.")
    private @Nullable String asOf;

    @Option(
            names = "--as-known",
            paramLabel = "INSTANT",
            description =
                    "Only reports recorded by then: 2026-11-25T03:40:00Z, or a day, which means its end in UTC.")
    private @Nullable String asKnown;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "Only shifts whose later statement was made on or after that day.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "Only shifts whose later statement was made on or before that day.")
    private @Nullable String to;

    @Option(
            names = "--uncertain",
            paramLabel = "WHETHER",
            description =
                    "include or exclude shifts that may not have happened, because the order of their sides is not known. By default they are excluded.")
    private @Nullable String uncertain;

    @Mixin private final BasisOptions basis = new BasisOptions();

    @Mixin private final LimitOption limit = new LimitOption();

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    public ShowShifts(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    /**
     * Returns the sentence for an empty list. It names the options for first statements and for
     * shifts of uncertain order, because users often look for them here.
     */
    private String nothing() {
        if (!kinds.isEmpty()) return "No shift is known with these options.";
        return from == null && to == null
                ? "No shift is known. `--kind first` lists when each actor was first heard."
                : "No shift is known between these days. A shift is on the day of its later statement. `--kind first` lists when each actor was first heard, `--uncertain include` also shifts whose order is not known.";
    }

    @Override
    public Integer call() {
        var address =
                basis.of(
                        only.in("/v1/shifts")
                                .with("kind", kinds.isEmpty() ? CHANGES : kinds)
                                .with("asOf", asOf)
                                .with("asKnown", asKnown)
                                .with("uncertain", uncertain)
                                .with("from", from)
                                .with("to", to));
        var api = gateway.gateway();
        var pages = limit.pages(api, address, "items");
        var shifts = pages.rows("items");
        if (json) {
            terminal.out().println(pages.document());
        } else if (shifts.isEmpty()) {
            terminal.out().println(nothing());
        } else {
            terminal.out().println(ShiftText.list(shifts, new EntryNames(api)));
            limit.sayMore(terminal, pages);
        }
        return ExitCode.OK;
    }
}
