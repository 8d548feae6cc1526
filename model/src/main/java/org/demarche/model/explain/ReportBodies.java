package org.demarche.model.explain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.StatementKey;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/** The body of each report at an instant, for answers that need more than a fold keeps. */
final class ReportBodies {

    private final Map<ReportId, Body> bodies = new LinkedHashMap<>();

    /**
     * @param recorded the instant at which this body was recorded
     * @param retraction the event that retracted the report; null if the report is not retracted
     */
    record Body(
            ReportId report,
            Report body,
            Resolved resolved,
            String digest,
            Instant recorded,
            ReportEvent.@Nullable Retracted retraction) {

        boolean retracted() {
            return retraction != null;
        }

        StatementKey statement() {
            return StatementKey.of(Subject.of(report), body, recorded);
        }

        /** Returns the body with its retraction. A second retraction changes nothing. */
        Body without(ReportEvent.Retracted event) {
            return retracted() ? this : new Body(report, body, resolved, digest, recorded, event);
        }
    }

    /**
     * @param events the events; those of each report are in the order of the log
     */
    static ReportBodies of(Iterable<ReportEvent> events, PointInTime time) {
        var standing = new ReportBodies();
        for (var event : events) {
            if (time.knows(event.recorded())) {
                standing.evolve(event);
            }
        }
        return standing;
    }

    @Nullable Body of(ReportId report) {
        return bodies.get(report);
    }

    Iterable<Body> all() {
        return bodies.values();
    }

    private void evolve(ReportEvent event) {
        switch (event) {
            case ReportEvent.Filed(var id, var body, var resolved, var digest, var at) ->
                    bodies.putIfAbsent(id, new Body(id, body, resolved, digest, at, null));
            case ReportEvent.Corrected(var id, var body, var resolved, var digest, var at) ->
                    bodies.computeIfPresent(
                            id,
                            (_, before) ->
                                    !before.retracted() && before.digest.equals(digest)
                                            ? before
                                            : new Body(id, body, resolved, digest, at, null));
            case ReportEvent.Retracted retracted ->
                    bodies.computeIfPresent(
                            retracted.report(), (_, before) -> before.without(retracted));
        }
    }
}
