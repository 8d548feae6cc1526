package org.demarche.position.version;

import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlUnwritten;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.StepRefused;
import org.demarche.log.control.Version;
import org.demarche.position.partition.VersionStopped;
import org.demarche.position.projection.Projection;
import org.demarche.position.projection.Projections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the decisions that only a position service can take: to start a replay for code that makes
 * other documents than any version has, and to record that a version has failed. Several services
 * may take the same decision. The first one counts, and the other services see it at their next
 * look.
 */
final class OwnDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(OwnDecisions.class);
    private static final String BY = "position-service";

    /** The most characters of a reason. */
    private static final int LONGEST_REASON = 500;

    private final ControlWriter writer;
    private final Projections projections;

    OwnDecisions(ControlWriter writer, Projections projections) {
        this.writer = writer;
        this.projections = projections;
    }

    /**
     * Starts a new stack with a version of the current revision, which is live from the beginning.
     * The first version of the catalog is then never folded.
     *
     * @throws ControlUnwritten if the decision could not be written
     */
    void begin(Supplier<Catalog> catalog) {
        startNewRevisions(catalog.get());
        var name = VersionId.POSITIONS.projection();
        var projection = projections.code().get(name);
        var building = catalog.get().projection(name).flatMap(ProjectionState::building);
        if (projection != null && building.isPresent() && isOurs(projection, building.get())) {
            var event = new ControlEvent.Promoted(building.get().id().number(), 0);
            decide(name, event, "nothing was folded before");
        }
    }

    /**
     * Starts one replay for each new revision. If the version of a revision was cancelled, has
     * failed or was rolled back, a person decides about the next replay. No replay starts while a
     * version of an earlier revision is being built.
     *
     * @throws ControlUnwritten if the decision could not be written
     */
    void startNewRevisions(Catalog catalog) {
        for (var projection : projections.code().values()) {
            var state = catalog.projection(projection.name());
            if (state.isEmpty()) {
                decide(
                        projection.name(),
                        new ControlEvent.Declared(
                                catalog.firstNumber(projection.name()),
                                null,
                                projection.revision(),
                                true),
                        "this process has code for it");
            } else if (isNew(projection, state.get())) {
                start(projection, state.get());
            }
        }
    }

    /**
     * @throws ControlUnwritten if the decision could not be written
     */
    void fail(Version version, Throwable why) {
        var reason = why instanceof VersionStopped ? why.getMessage() : why.toString();
        decide(
                version.id().projection(),
                new ControlEvent.Failed(version.id().number(), shortened(String.valueOf(reason))),
                "its workers stopped");
    }

    private static boolean isNew(Projection projection, ProjectionState state) {
        return state.definition() == null
                && state.building().isEmpty()
                && state.versions().values().stream()
                        .allMatch(version -> version.start().revision() < projection.revision());
    }

    private void start(Projection projection, ProjectionState state) {
        var revision = projection.revision();
        var event =
                new ControlEvent.Started(
                        state.nextNumber(),
                        revision,
                        true,
                        null,
                        null,
                        ControlEvent.Started.WITHIN);
        decide(projection.name(), event, "the fold's revision is " + revision);
    }

    private static boolean isOurs(Projection projection, Version version) {
        var start = version.start();
        return start.revision() == projection.revision() && start.auto() && start.until() == null;
    }

    private void decide(String projection, ControlEvent event, String why) {
        try {
            var _ = writer.decide(projection, _ -> event, BY, why);
            LOG.info("{}/{}: {}, because {}", projection, event.version(), event.wireName(), why);
        } catch (StepRefused e) {
            LOG.info(
                    "Another process has already decided about {}: {}", projection, e.getMessage());
        }
    }

    /** Shortens by whole code points, because half of a surrogate pair cannot be written. */
    private static String shortened(String reason) {
        return reason.codePoints()
                .limit(LONGEST_REASON)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
