package org.demarche.gateway.projection;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.Version;

/**
 * Limits the number of projections that are folded or will be, because each takes threads and
 * connections.
 */
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
     * @param name the projection that is to get a new version
     * @throws Refusal with 507 if there would be one projection more than the limit
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
                            "There are %d projections, and at most %d are allowed: no version was started. Delete a projection that nobody needs, or raise demarche.projections.most"
                                    .formatted(kept, most)));
        }
    }

    private static boolean isKept(ProjectionState projection) {
        return projection.versions().values().stream().anyMatch(Version::hasView);
    }
}
