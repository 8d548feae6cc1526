package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.name.NameId;
import org.demarche.log.name.NormalForm;
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
                    "The registry has similar names: %s. Nothing was registered. If yours is another %s, add it with --force."
                            .formatted(String.join(", ", near), type.label()));
        }
        var wanted = id == null ? NameId.of(name, type.label()) : id;
        var reply = api.put(wanted, "If-None-Match", "*", entry);
        if (reply.status() == 412) {
            throw new Failure(
                    ExitCode.NO,
                    "The id %s belongs to another %s: choose an id with --id. Nothing was registered."
                            .formatted(wanted, type.label()));
        }
        print(reply.body(), "Registered " + EntryText.headline(reply.body()) + ".");
        return ExitCode.OK;
    }

    /** Returns the known names that are similar to those of the entry. */
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
        if (!meaning.isKnown()) {
            return meaning.near();
        }
        if (!isCode(text, meaning.entry())) {
            throw new Failure(ExitCode.NO, known(text, meaning.entry()));
        }
        // a name has precedence over the code of a state
        return List.of("'%s', the code of %s".formatted(text, EntryText.headline(meaning.entry())));
    }

    /** Whether a text means the state only by its ISO code of two or three letters. */
    private static boolean isCode(String text, JsonNode state) {
        var form = NormalForm.of(text);
        var isName =
                Stream.concat(
                                Stream.of(state.path("id"), state.path("name")),
                                state.path("aliases").valueStream())
                        .anyMatch(name -> NormalForm.of(name.asText()).equals(form));
        var code = state.path("code").asText("").toLowerCase(Locale.ROOT);
        return !isName && !code.isEmpty() && (form.equals(code) || alpha3(form).equals(code));
    }

    private static String alpha3(String alpha2) {
        try {
            return Locale.of("", alpha2).getISO3Country().toLowerCase(Locale.ROOT);
        } catch (MissingResourceException _) {
            return alpha2; // not the code of a state
        }
    }

    private String known(String text, JsonNode entry) {
        return "'%s' is known: it means %s. Nothing was registered."
                .formatted(text, EntryText.headline(entry));
    }
}
