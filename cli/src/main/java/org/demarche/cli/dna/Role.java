package org.demarche.cli.dna;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** The meaning of a variable in a statement. */
enum Role {
    PERSON,
    ORGANIZATION,
    CONCEPT,
    AGREEMENT;

    /** The name of the variable in a new file of the Discourse Network Analyzer. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a variable with this type of data can have this role. */
    boolean takes(String dataType) {
        return switch (this) {
            case PERSON, ORGANIZATION, CONCEPT ->
                    dataType.equals("short text") || dataType.equals("long text");
            case AGREEMENT -> dataType.equals("boolean") || dataType.equals("integer");
        };
    }

    /**
     * The name of each role's variable.
     *
     * @param given by the user: a role's label to a variable
     * @throws Failure for what is not a role
     */
    static Map<Role, String> variables(Map<String, String> given) {
        var names = new EnumMap<Role, String>(Role.class);
        for (var role : values()) {
            names.put(role, role.label());
        }
        given.forEach((label, variable) -> names.put(of(label), variable));
        return names;
    }

    private static Role of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Failure(
                                        ExitCode.USAGE,
                                        "--map: '%s' is not one of %s."
                                                .formatted(
                                                        label,
                                                        Arrays.stream(values())
                                                                .map(Role::label)
                                                                .collect(joining(", ")))));
    }
}
