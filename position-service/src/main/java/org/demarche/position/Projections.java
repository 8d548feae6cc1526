package org.demarche.position;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.log.InvalidBody;
import org.demarche.log.MalformedJson;
import org.demarche.log.control.ProjectionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process can fold.
 *
 * @param code by name
 */
record Projections(Map<String, Projection> code) {

    private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

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
     * Empty where this process does not know how: it has no such code, or another release took the
     * definition.
     */
    Optional<Projection> of(ProjectionState state) {
        return state.definition() == null
                ? Optional.ofNullable(code.get(state.name()))
                : declared(state.name(), state.definition());
    }

    private static Optional<Projection> declared(String name, String definition) {
        try {
            return Optional.of(DeclaredProjection.of(definition));
        } catch (MalformedJson | InvalidBody e) {
            LOG.error("This release cannot fold {} as it is declared: {}", name, e.toString());
            return Optional.empty();
        }
    }
}
