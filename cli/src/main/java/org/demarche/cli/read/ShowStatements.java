package org.demarche.cli.read;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.client.TimeOptions;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "statements",
        description =
                "Lists statements by actor and issue, or by day, the newest first, or finds them by their words.")
public final class ShowStatements implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Mixin private final FilterOptions only = new FilterOptions();

    @Option(
            names = "--q",
            paramLabel = "WORDS",
            description =
                    "Only statements with all these words in the summary or quote of a report.")
    private @Nullable String words;

    @Option(
            names = "--utterance",
            paramLabel = "NAME",
            description = "Only statements with this utterance, of any holder; may be repeated.")
    private List<String> utterances = new ArrayList<>();

    @Option(
            names = "--speaker",
            paramLabel = "NAME",
            description = "Only statements of this speaker.")
    private @Nullable String speaker;

    @Option(
            names = "--voice",
            paramLabel = "VOICE",
            description = "Only statements in this voice: own, ascribed or narrated.")
    private @Nullable String voice;

    @Option(
            names = "--outlet",
            paramLabel = "OUTLET",
            description = "Only statements that this outlet reported; may be repeated.")
    private List<String> outlets = new ArrayList<>();

    @Option(
            names = "--agency",
            paramLabel = "OUTLET",
            description = "Only statements for which a report names this agency; may be repeated.")
    private List<String> agencies = new ArrayList<>();

    @Option(
            names = "--origin",
            paramLabel = "NAME",
            description = "Only statements that come from this outlet or actor; may be repeated.")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--reliability",
            paramLabel = "GRADE",
            description =
                    "Only statements reported by an outlet of this grade, A to F; may be repeated.")
    private List<String> reliabilities = new ArrayList<>();

    @Option(
            names = "--credibility",
            paramLabel = "NUMBER",
            description =
                    "Only statements with a report of this credibility, 1 to 6; may be repeated.")
    private List<String> credibilities = new ArrayList<>();

    @Option(
            names = "--contested",
            description = "Only statements of which reports give different accounts or conditions.")
    private boolean contested;

    @Option(names = "--from", paramLabel = "DAY", description = "Only on or after that day.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Only on or before that day.")
    private @Nullable String to;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            description =
                    "actor: by actor and issue, the newest of each first (the default). day: the newest of all first.")
    private @Nullable String order;

    @Mixin private final TimeOptions time = new TimeOptions();

    @Mixin private final LimitOption limit = new LimitOption();

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    public ShowStatements(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var address =
                time.of(
                        only.in("/v1/statements")
                                .with("q", words)
                                .with("utterance", utterances)
                                .with("speaker", speaker)
                                .with("voice", voice)
                                .with("outlet", outlets)
                                .with("agency", agencies)
                                .with("origin", origins)
                                .with("reliability", reliabilities)
                                .with("credibility", credibilities)
                                .with("contested", contested ? "true" : null)
                                .with("from", from)
                                .with("to", to)
                                .with("order", order));
        var api = gateway.gateway();
        var pages = limit.pages(api, address, "items");
        if (json) {
            terminal.out().println(pages.document());
        } else {
            terminal.out()
                    .println(new StatementText(new EntryNames(api)).list(pages.rows("items")));
            limit.sayMore(terminal, pages);
        }
        return ExitCode.OK;
    }
}
