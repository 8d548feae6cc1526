package org.demarche.sqlite.dna;

import static java.util.stream.Collectors.joining;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type of statement in a file, with the roles of its variables.
 *
 * @param variables all of them
 * @param roles those that are imported
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
     * @param names of the variable of each role, in whatever case
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
     * The roles that its statements lack, as the end of a sentence; empty if they can be imported.
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

    /** Shows a user the variables and their roles. */
    public String text() {
        return "%s (%s)"
                .formatted(
                        label,
                        variables.stream()
                                .map(each -> each.name() + ": " + each.dataType())
                                .collect(joining(", ")));
    }
}
