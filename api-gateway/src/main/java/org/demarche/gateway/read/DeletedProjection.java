package org.demarche.gateway.read;

import java.time.temporal.ChronoUnit;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.log.control.Taken;

/** Makes the problem for callers who ask for a deleted projection by its name. */
public final class DeletedProjection {

    private DeletedProjection() {}

    public static Problem problem(String name, Taken deletion) {
        return Problem.of(
                ProblemKind.DELETED,
                "The projection %s was deleted on %s by %s. Its decisions are kept, and its name can be declared again"
                        .formatted(
                                name,
                                deletion.at().truncatedTo(ChronoUnit.SECONDS),
                                deletion.record().by()));
    }
}
