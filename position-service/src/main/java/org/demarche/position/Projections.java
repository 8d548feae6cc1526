package org.demarche.position;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.log.control.ProjectionState;

/**
 * What this process can fold.
 *
 * @param code by name
 */
record Projections(Map<String, Projection> code) {

    Projections {
        code = Map.copyOf(code);
    }

    /**
     * @throws IllegalStateException if two have one name
     */
    static Projections of(Collection<? extends Projection> code) {
        return new Projections(
                code.stream().collect(Collectors.toMap(Projection::name, Function.identity())));
    }

    /**
     * Empty where this process does not know how: it has no such code. A definition is none yet;
     * what is made of one will be made here.
     */
    Optional<Projection> of(ProjectionState state) {
        return state.definition() == null
                ? Optional.ofNullable(code.get(state.name()))
                : Optional.empty();
    }
}
