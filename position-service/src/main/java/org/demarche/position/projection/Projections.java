package org.demarche.position.projection;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.Version;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;

/**
 * The projections that this process can fold.
 *
 * @param code by name
 */
public record Projections(Map<String, Projection> code) {

    public Projections {
        code = Map.copyOf(code);
    }

    /**
     * @throws IllegalStateException if two have one name
     */
    public static Projections of(Collection<? extends Projection> code) {
        return new Projections(
                code.stream().collect(Collectors.toMap(Projection::name, Function.identity())));
    }

    /**
     * @throws NotFolded if this process has no such code, or none that folds this revision, or
     *     another release took the definition
     */
    public Projection require(Catalog catalog, Version version) throws NotFolded {
        var name = version.id().projection();
        var definition = catalog.projection(name).map(ProjectionState::definition).orElse(null);
        var projection = definition == null ? code.get(name) : declared(definition);
        if (projection == null) {
            throw new NotFolded("this process has no code for it");
        }
        var revision = version.start().revision();
        if (!projection.folds(revision)) {
            throw new NotFolded(
                    "it is of revision %d, and this process has revision %d"
                            .formatted(revision, projection.revision()));
        }
        return projection;
    }

    private static Projection declared(String definition) throws NotFolded {
        try {
            return DeclaredProjection.of(definition);
        } catch (MalformedJson | InvalidBody e) {
            throw new NotFolded("this release cannot fold its definition: " + e);
        }
    }
}
