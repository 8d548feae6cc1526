package org.demarche.gateway.projection;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.Version;

/** Bounds the projections that are folded or will be: each takes threads and connections. */
@Context
final class ProjectionLimit {

    private static final String USUAL_MOST = "50";

    private final int most;

    ProjectionLimit(
            @Property(name = "demarche.projections.most", defaultValue = USUAL_MOST) int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "demarche.projections.most is %d: it must be at least 1".formatted(most));
        }
        this.most = most;
    }

    /**
     * @param name of which a version is to be built
     * @throws Refusal with 507 where that would be one more than there may be
     */
    void require(Catalog catalog, String name) {
        if (catalog.projection(name).filter(ProjectionLimit::isKept).isPresent()) {
            return;
        }
        var kept = catalog.projections().values().stream().filter(ProjectionLimit::isKept).count();
        if (kept >= most) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.PROJECTIONS_FULL,
                            "There are %d projections and may be %d: nothing was declared. Delete one that nobody needs, or raise demarche.projections.most"
                                    .formatted(kept, most)));
        }
    }

    private static boolean isKept(ProjectionState projection) {
        return projection.versions().values().stream().anyMatch(Version::hasView);
    }
}
