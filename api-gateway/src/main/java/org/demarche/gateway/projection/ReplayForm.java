package org.demarche.gateway.projection;

import static java.util.Objects.requireNonNullElse;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.PositionsRevision;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.StepRefused;
import org.demarche.log.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The options of a replay.
 *
 * @param revision the revision of the code that folds the new version; null for the revision of the
 *     live version or, if no version is live, of the last version
 * @param auto whether the new version is promoted automatically; null for yes, unless the replay
 *     has {@code until} or an older revision
 */
record ReplayForm(
        @Nullable Integer revision,
        @Nullable Boolean auto,
        @Nullable Integer throttle,
        @Nullable Instant until,
        int within,
        Person person) {

    /** The highest throttle, in events a second. No machine folds more. */
    static final int MOST_A_SECOND = 1_000_000;

    private static final int HIGHEST_REVISION = 1_000_000;
    private static final int HIGHEST_PERCENT = 1_000;
    private static final int LONGEST_INSTANT = 40;

    static ReplayForm of(Fields fields) {
        return of(fields, fields.parsed("until", LONGEST_INSTANT, ReplayForm::instant));
    }

    /**
     * Reads the options of a retry. It takes no {@code until}, which might leave out the record
     * that is retried.
     */
    static ReplayForm ofRetry(Fields fields) {
        return of(fields, null);
    }

    private static ReplayForm of(Fields fields, @Nullable Instant until) {
        var revision = fields.number("revision", 1, HIGHEST_REVISION);
        var promote = fields.oneOf("promote", List.of("auto", "manual"), Function.identity());
        var throttle = fields.number("throttle", 1, MOST_A_SECOND);
        var within = fields.number("within", 0, HIGHEST_PERCENT);
        return new ReplayForm(
                revision,
                promote == null ? null : (Boolean) promote.equals("auto"),
                throttle,
                until,
                requireNonNullElse(within, Started.WITHIN),
                DecisionBodies.person(fields));
    }

    /**
     * @throws Refusal if the request has both {@code until} and automatic promotion
     */
    void require() {
        if (Boolean.TRUE.equals(auto) && until != null) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.BOUNDED_BY_HAND,
                            "A replay with until is never promoted automatically: leave out promote, or until"));
        }
    }

    /**
     * @throws Refusal if the request names a revision that the projection does not have
     */
    Started on(Catalog catalog, String name) throws StepRefused {
        var projection = catalog.require(name);
        var usual = usual(projection);
        if (revision != null && revision != usual && projection.definition() != null) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.NO_REVISIONS,
                            "%s is a declared projection and has no revisions: leave out revision"
                                    .formatted(name)));
        }
        var wanted = requireNonNullElse(revision, usual);
        if (revision != null && name.equals(VersionId.POSITIONS.projection())) {
            requireKnown(wanted);
        }
        return new Started(
                projection.nextNumber(),
                wanted,
                requireNonNullElse(auto, until == null && wanted >= usual),
                throttle,
                until,
                within);
    }

    /** Refuses an unknown revision, because no worker would ever fold its version. */
    private static void requireKnown(int revision) {
        if (revision < PositionsRevision.WITH_EVENTS || revision > PositionsRevision.NOW) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.UNKNOWN_REVISION,
                            "This release folds positions by the revisions %d to %d, and not by %d"
                                    .formatted(
                                            PositionsRevision.WITH_EVENTS,
                                            PositionsRevision.NOW,
                                            revision)));
        }
    }

    /** Returns the revision of the live version or, if no version is live, of the last version. */
    private static int usual(ProjectionState projection) {
        if (projection.definition() != null) {
            return ControlEvent.Declared.REVISION;
        }
        return projection
                .live()
                .orElseGet(() -> projection.versions().lastEntry().getValue())
                .start()
                .revision();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(
                    "must be an instant, such as 2026-01-01T00:00:00Z: '%s' is not one"
                            .formatted(text));
        }
    }
}
