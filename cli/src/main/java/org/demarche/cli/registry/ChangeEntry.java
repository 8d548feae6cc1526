package org.demarche.cli.registry;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.registry.EntryType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "change",
        description = {
            "Changes an entry. Fields that the options do not name stay; an empty value removes a field.",
            "If somebody else changes the entry at the same time, it writes nothing and says so."
        })
final class ChangeEntry extends EntryCommand {

    @Parameters(paramLabel = "ID|NAME", description = "Its id, its name or an alias.")
    private String which = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "The new preferred name. The old one becomes an alias, so that reports and links with it still work.")
    private @Nullable String name;

    private final List<EntryChange> changes;

    ChangeEntry(EntryType type, List<EntryChange> changes, Terminal terminal, Home home) {
        super(type, terminal, home);
        this.changes = List.copyOf(changes);
    }

    @Override
    public Integer call() {
        var api = toWrite();
        var read = api.own(which);
        if (!read.mergedInto().isEmpty()) {
            throw new Failure(
                    ExitCode.NO,
                    "%s was merged into %s: change that one, or undo the merge with %s."
                            .formatted(
                                    read.id(),
                                    read.mergedInto(),
                                    typed("merge " + read.id() + " --undo")));
        }
        var entry = read.entry().deepCopy();
        rename(entry);
        changes.forEach(change -> change.apply(spec, entry, api));
        if (entry.equals(read.entry())) {
            print(read.entry(), read.id() + " has these values already: nothing was written.");
            return ExitCode.OK;
        }
        var stored = api.replace(read, entry).body();
        print(stored, text(read.entry(), stored));
        return ExitCode.OK;
    }

    private void rename(ObjectNode entry) {
        var before = entry.path("name").asText();
        if (name == null || name.equals(before)) return;
        var aliases = entry.withArray("aliases");
        aliases.add(before);
        for (var at = aliases.size() - 1; at >= 0; at--) {
            if (aliases.path(at).asText().equals(name)) aliases.remove(at);
        }
        entry.put("name", name);
    }

    private static String text(JsonNode before, JsonNode after) {
        return "Changed %s: %s.%s"
                .formatted(
                        after.path("id").asText(),
                        String.join(", ", changed(before, after)),
                        dropped(after));
    }

    private static Set<String> changed(JsonNode before, JsonNode after) {
        var fields = new TreeSet<String>();
        Stream.of(before, after).forEach(entry -> entry.fieldNames().forEachRemaining(fields::add));
        fields.remove("dropped");
        fields.removeIf(field -> before.path(field).equals(after.path(field)));
        return fields;
    }

    /**
     * Returns a line about names that no longer mean the entry, because links with these names
     * break.
     */
    private static String dropped(JsonNode after) {
        var names =
                Stream.concat(
                                Stream.of(after.path("dropped").path("name")),
                                after.path("dropped").path("aliases").valueStream())
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .collect(joining(", "));
        return names.isEmpty() ? "" : "%nThese names no longer mean it: %s.".formatted(names);
    }
}
