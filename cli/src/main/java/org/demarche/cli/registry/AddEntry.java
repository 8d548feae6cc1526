package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;
import org.demarche.cli.Gateway;
import org.demarche.cli.Terminal;
import org.demarche.cli.stack.Home;
import org.demarche.log.NameId;
import org.demarche.log.registry.EntryType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Registers an entry. It refuses a name that is known.",
            "It also refuses a name that is near to a known one, because that is often a slip; --force registers it."
        })
final class AddEntry extends EntryCommand {

    @Parameters(paramLabel = "NAME", description = "The preferred name.")
    private String name = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "Lower-case letters, digits and hyphens; by default it is made of the name. It never changes.")
    private @Nullable String id;

    @Option(names = "--force", description = "Register a name that is near to a known one.")
    private boolean force;

    private final List<EntryChange> changes;

    AddEntry(EntryType type, List<EntryChange> changes, Terminal terminal, Home home) {
        super(type, terminal, home);
        this.changes = List.copyOf(changes);
    }

    @Override
    public Integer call() {
        var api = toWrite();
        var entry = Gateway.JSON.createObjectNode().put("name", name);
        changes.forEach(change -> change.apply(spec, entry, api));
        var near = near(api, entry);
        if (!near.isEmpty() && !force) {
            throw new Failure(
                    ExitCode.NO,
                    "Near to this name: %s. Nothing was registered. If it is another %s, add it with --force."
                            .formatted(String.join(", ", near), type.label()));
        }
        var wanted = id == null ? NameId.of(name, type.label()) : id;
        var reply = api.gateway().putIf("If-None-Match", "*", api.address(wanted), entry);
        if (reply.status() == 412) {
            throw new Failure(
                    ExitCode.NO,
                    "The id %s belongs to another %s: choose an id with --id. Nothing was registered."
                            .formatted(wanted, type.label()));
        }
        print(reply.body(), "Registered " + EntryText.headline(reply.body()) + ".");
        return ExitCode.OK;
    }

    /** The names that look like those of the entry. */
    private Set<String> near(RegistryApi api, ObjectNode entry) {
        var near = new LinkedHashSet<String>();
        near.addAll(near(api, name));
        for (var alias : entry.path("aliases")) {
            near.addAll(near(api, alias.asText()));
        }
        return near;
    }

    private List<String> near(RegistryApi api, String text) {
        var meaning = api.meaning(text);
        if (meaning.isKnown()) {
            throw new Failure(ExitCode.NO, known(text, meaning.entry()));
        }
        return meaning.near();
    }

    private String known(String text, JsonNode entry) {
        return "'%s' is known: it means %s. Nothing was registered."
                .formatted(text, EntryText.headline(entry));
    }
}
