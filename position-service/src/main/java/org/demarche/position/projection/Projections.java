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
 * @param code the projections in code, by name
 */
public record Projections(Map<String, Projection> code) {

    public Projections {
        code = Map.copyOf(code);
    }

    /**
     * @throws IllegalStateException if two projections have the same name
     */
    public static Projections of(Collection<? extends Projection> code) {
        return new Projections(
                code.stream().collect(Collectors.toMap(Projection::name, Function.identity())));
    }

    /**
     * @throws NotFolded if this process has no code for the projection, or code that cannot fold
     *     the version's revision, or if this release refuses the definition
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
                    "the version has revision %d, which this process cannot fold: its code has revision %d"
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
