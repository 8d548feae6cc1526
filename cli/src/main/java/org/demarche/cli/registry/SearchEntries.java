package org.demarche.cli.registry;

import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.demarche.cli.terminal.WidthOption;
import org.demarche.log.registry.EntryType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        description =
                "Finds entries by words of their ids, names, aliases and propositions, the best first. It forgives typing errors.")
final class SearchEntries extends EntryCommand {

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "Words, or their beginnings.")
    private List<String> words = new ArrayList<>();

    @Mixin private final LimitOption limit = new LimitOption();
    @Mixin private final WidthOption width;

    SearchEntries(EntryType type, Terminal terminal, Home home) {
        super(type, terminal, home);
        width = new WidthOption(terminal);
    }

    @Override
    public Integer call() {
        var api = toRead();
        var text = String.join(" ", words);
        var pages = limit.pages(api.gateway(), api.list().with("q", text), "items");
        var found = pages.rows("items");
        print(
                pages.document(),
                found.isEmpty()
                        ? "No %s is found by '%s'.".formatted(type.label(), text)
                        : EntryTable.of(type, found, width.columns()));
        if (!json) {
            limit.sayMore(terminal, pages);
        }
        return found.isEmpty() ? ExitCode.NO : ExitCode.OK;
    }
}
