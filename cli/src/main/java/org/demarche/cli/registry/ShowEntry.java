package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Pages;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Table;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.registry.EntryType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Shows an entry, the entries that were merged into it, warnings, and its last change.",
            "The name of a merged entry shows that entry, and not the one that it was merged into."
        })
final class ShowEntry extends EntryCommand {

    @Parameters(paramLabel = "ID|NAME", description = "Its id, its name or an alias.")
    private String name = "";

    @Option(
            names = "--as-known",
            paramLabel = "INSTANT",
            description =
                    "The entry as it was then: 2026-11-25T03:40:00Z, or a day, which means its end in UTC.")
    private @Nullable String asKnown;

    @Option(names = "--revisions", description = "Show all changes of the entry, the newest first.")
    private boolean revisions;

    ShowEntry(EntryType type, Terminal terminal, Home home) {
        super(type, terminal, home);
    }

    @Override
    public Integer call() {
        if (revisions && asKnown != null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--revisions lists all times, and --as-known asks for one: give one of them.");
        }
        var api = toRead();
        if (asKnown != null) {
            var entry = api.gateway().get(api.address(name).with("asKnown", asKnown));
            print(entry, EntryText.of(entry));
            return ExitCode.OK;
        }
        var past = past(api);
        if (revisions) {
            print(past, table(past));
            return ExitCode.OK;
        }
        var entry = past.path("items").path(0).path("entry");
        if (json) {
            terminal.out().println(entry);
            return ExitCode.OK;
        }
        var id = entry.path("id").asText();
        // no entry is merged into a merged one: the request for its id would list those of the
        // entry that it was merged into
        var merged = entry.has("mergedInto") ? List.<String>of() : merged(api, id);
        terminal.out().println(EntryText.of(entry, merged, warnings(api, id), past));
        return ExitCode.OK;
    }

    private JsonNode past(RegistryApi api) {
        return api.gateway().get(Address.of("/v1/" + type.plural() + "/%s/revisions", name));
    }

    private static List<String> merged(RegistryApi api, String id) {
        return Pages.all(api.gateway(), api.list().with("mergedInto", id), "items")
                .rows("items")
                .stream()
                .map(entry -> entry.path("id").asText())
                .toList();
    }

    private List<String> warnings(RegistryApi api, String id) {
        var own = Address.of("/v1/registry/warnings").with("type", type.label()).with("owner", id);
        return Pages.all(api.gateway(), own, "items").rows("items").stream()
                .map(warning -> warning.path("message").asText())
                .toList();
    }

    private String table(JsonNode past) {
        var rows =
                past.path("items")
                        .valueStream()
                        .map(
                                revision ->
                                        Table.row(
                                                revision.path("recorded").asText(),
                                                revision.path("recordedBy").asText(""),
                                                EntryText.changed(revision, past)))
                        .toList();
        return Table.of(List.of("recorded", "recorded by", "changed"), rows, terminal.columns());
    }
}
