package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.log.registry.EntryType;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A field of an entry, and the options that set it. A field with one value has an option such as
 * {@code --code}, and an empty value removes the field. A list has an option such as {@code
 * --alias}, which adds a value, and {@code --drop-alias}, which removes one.
 *
 * @param name the name of the option, without its dashes
 * @param json the field's name in the entry
 * @param list whether the field has many values
 * @param refersTo the types of the entry that the field names, in order of precedence; empty for a
 *     text
 * @param required whether an entry must have the field
 */
record EntryField(
        String name,
        String json,
        boolean list,
        List<EntryType> refersTo,
        boolean required,
        String description)
        implements EntryChange {

    EntryField {
        refersTo = List.copyOf(refersTo);
    }

    static EntryField text(String name, String description) {
        return text(name, name, description);
    }

    static EntryField text(String name, String json, String description) {
        return new EntryField(name, json, false, List.of(), false, description);
    }

    static EntryField list(String name, String json, String description) {
        return new EntryField(name, json, true, List.of(), false, description);
    }

    EntryField asRequired() {
        return new EntryField(name, json, list, refersTo, true, description);
    }

    EntryField naming(EntryType... types) {
        return new EntryField(name, json, list, List.of(types), required, description);
    }

    void addTo(CommandSpec command, boolean isNew) {
        command.addOption(option("--" + name, isNew && required, description));
        if (list && !isNew) {
            command.addOption(option(dropping(), false, "Remove this value; may be repeated."));
        }
    }

    private OptionSpec option(String option, boolean isRequired, String text) {
        var builder =
                OptionSpec.builder(option)
                        .paramLabel(name.toUpperCase(Locale.ROOT))
                        .required(isRequired)
                        .description(text);
        return list
                ? builder.type(List.class).auxiliaryTypes(String.class).build()
                : builder.type(String.class).build();
    }

    private String dropping() {
        return "--drop-" + name;
    }

    @Override
    public void apply(CommandSpec given, ObjectNode entry, RegistryApi api) {
        if (list) {
            values(given, dropping()).forEach(value -> drop(entry, api.id(refersTo, value), api));
            values(given, "--" + name).forEach(value -> add(entry, api.id(refersTo, value), api));
            return;
        }
        String value = given.findOption("--" + name).getValue();
        if (value == null) {
            return;
        }
        if (value.isBlank()) {
            entry.remove(json);
        } else {
            entry.put(json, api.id(refersTo, value));
        }
    }

    private static List<String> values(CommandSpec given, String option) {
        var spec = given.findOption(option);
        List<String> values = spec == null ? null : spec.getValue();
        return values == null ? List.of() : values;
    }

    private void add(ObjectNode entry, String value, RegistryApi api) {
        var values = entry.withArray(json);
        if (values.valueStream().noneMatch(each -> api.means(refersTo, each.asText(), value))) {
            values.add(value);
        }
    }

    private void drop(ObjectNode entry, String value, RegistryApi api) {
        var values = entry.withArray(json);
        for (var at = 0; at < values.size(); at++) {
            if (api.means(refersTo, values.path(at).asText(), value)) {
                values.remove(at);
                return;
            }
        }
        throw new Failure(
                ExitCode.NO,
                "%s has no %s '%s': nothing was written."
                        .formatted(entry.path("id").asText(), name, value));
    }
}
