package org.demarche.sqlite.dna;

import static java.util.stream.Collectors.joining;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type of statement in a file, with the roles of its variables.
 *
 * @param variables all variables of the type
 * @param roles the variables that are imported, by role
 */
public record StatementType(String label, List<Variable> variables, Map<Role, Variable> roles) {

    /**
     * @param dataType boolean, integer, short text or long text
     */
    public record Variable(long id, String name, String dataType) {}

    public StatementType {
        variables = List.copyOf(variables);
        roles = Map.copyOf(roles);
    }

    /**
     * @param names the name of each role's variable, in any case
     */
    static StatementType of(String label, List<Variable> variables, Map<Role, String> names) {
        var roles = new EnumMap<Role, Variable>(Role.class);
        names.forEach(
                (role, name) ->
                        variables.stream()
                                .filter(each -> each.name().equalsIgnoreCase(name))
                                .filter(each -> role.takes(each.dataType()))
                                .findFirst()
                                .ifPresent(found -> roles.put(role, found)));
        return new StatementType(label, variables, roles);
    }

    /**
     * Returns the roles that the statements of this type lack, as the end of a sentence; empty if
     * the statements can be imported.
     */
    public Optional<String> lacks() {
        if (!roles.containsKey(Role.CONCEPT)) {
            return Optional.of("no concept");
        }
        if (!roles.containsKey(Role.AGREEMENT)) {
            return Optional.of("no agreement");
        }
        return roles.containsKey(Role.ORGANIZATION) || roles.containsKey(Role.PERSON)
                ? Optional.empty()
                : Optional.of("neither an organization nor a person");
    }

    /** Returns the label, and the variables with their types of data, for a message. */
    public String text() {
        return "%s (%s)"
                .formatted(
                        label,
                        variables.stream()
                                .map(each -> each.name() + ": " + each.dataType())
                                .collect(joining(", ")));
    }
}
