package org.demarche.gateway.projection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.gateway.read.DeletedProjection;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlUnwritten;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.StepRefused;
import org.demarche.log.control.Taken;
import org.demarche.log.control.Version;
import org.demarche.log.name.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * Reads decisions, takes those that people ask for, and answers an impossible one with a problem.
 */
public final class Decisions {

    /**
     * The person or program that decides.
     *
     * @param by the name of the caller's access token or, without one, the name in the request
     * @param why the reason in the caller's own words; null if the request has none
     */
    public record Person(String by, @Nullable String why) {}

    private final CatalogReader reader;
    private final ControlWriter writer;

    Decisions(CatalogReader reader, ControlWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    Catalog catalog() {
        return reader.catalog();
    }

    /**
     * @throws Refusal with 404 if no projection has this name; 410 if it was deleted
     */
    ProjectionState projection(String name) {
        try {
            return catalog().require(name);
        } catch (StepRefused e) {
            throw refusal(name, e);
        }
    }

    /**
     * Returns the decisions about a projection, the last one first, also for a deleted projection.
     *
     * @throws Refusal with 404 if no projection ever had this name
     */
    List<Taken> taken(String name) {
        return reader.taken(deletion(name).isPresent() ? name : projection(name).name());
    }

    /**
     * Returns the decision that deleted a projection; empty if the projection exists or never
     * existed.
     */
    Optional<Taken> deletion(String name) {
        return reader.deletion(name);
    }

    /** Whether the live version became live by a rollback, not by a promotion. */
    boolean isRolledBack(ProjectionState projection) {
        var live = projection.live().map(version -> version.id().number());
        return reader.taken(projection.name()).stream()
                .map(one -> one.record().event())
                .filter(
                        event ->
                                event instanceof ControlEvent.Promoted
                                        || event instanceof ControlEvent.RolledBack)
                .findFirst()
                .filter(ControlEvent.RolledBack.class::isInstance)
                .filter(event -> live.equals(Optional.of(event.version())))
                .isPresent();
    }

    /**
     * @throws Refusal with 404 if the projection never had a version with this number
     */
    Version version(String name, String number) {
        var projection = projection(name);
        var version =
                number.matches("[1-9][0-9]{0,8}")
                        ? projection.versions().get(Integer.parseInt(number))
                        : null;
        if (version == null) {
            throw new Refusal(
                    Problem.notFound(
                            "The projection %s has no version %s: its versions are %s"
                                    .formatted(
                                            name,
                                            number,
                                            VersionId.listed(projection.versions().keySet()))));
        }
        return version;
    }

    /**
     * Takes a decision, and waits until this gateway has read it back.
     *
     * @return the catalog with the decision
     */
    Catalog decide(String projection, ControlWriter.Decision decision, Person person) {
        try {
            return writer.decide(projection, decision, person.by(), person.why()).catalog();
        } catch (StepRefused e) {
            throw refusal(projection, e);
        } catch (ControlUnwritten e) {
            var detail = String.valueOf(e.getMessage());
            throw new Refusal(
                    e.isContended()
                            ? Problem.of(ProblemKind.CONTENDED, detail)
                            : Problem.outcomeUnknown(detail));
        }
    }

    static String address(VersionId id) {
        return "/v1/projections/%s/versions/%d".formatted(id.projection(), id.number());
    }

    private Refusal refusal(String projection, StepRefused refused) {
        var detail = String.valueOf(refused.getMessage());
        var version = refused.version();
        return new Refusal(
                switch (refused.kind()) {
                    case UNKNOWN_PROJECTION ->
                            Problem.unknownName(
                                    detail, Nearest.among(catalog().names()).to(projection));
                    case DELETED ->
                            deletion(projection)
                                    .map(one -> DeletedProjection.problem(projection, one))
                                    .orElseGet(() -> Problem.notFound(detail));
                    case UNKNOWN_VERSION -> Problem.notFound(detail);
                    case NAME_TAKEN -> Problem.of(ProblemKind.TAKEN, detail);
                    case RUNNING ->
                            Problem.of(
                                    ProblemKind.REPLAY_RUNNING,
                                    detail,
                                    version == null
                                            ? Map.of()
                                            : Map.of("running", address(version)));
                    case WRONG_STATE -> Problem.of(ProblemKind.WRONG_STATE, detail);
                });
    }
}
