package org.demarche.ingest.amending;

import java.util.List;
import java.util.Objects;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.ingest.log.Fingerprint;
import org.demarche.ingest.log.ReportState;
import org.demarche.log.json.Violation;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * The state of a report for which somebody made a correction. If the report is in another state,
 * the service refuses the correction, so that nobody undoes a change that they have not seen.
 *
 * @param event the number of the report's last event; null if the correction fits every state
 * @param asSent the content if the names of the body are read as ids; null if they are not ids. It
 *     shows that a body is unchanged, whatever has happened to its names in the registry
 * @param reinstates whether a retracted report may come back
 */
public record AmendmentPrecondition(
        @Nullable Integer event, @Nullable Fingerprint asSent, boolean reinstates) {

    /** The precondition that fits every state. */
    static final AmendmentPrecondition NONE = new AmendmentPrecondition(null, null, true);

    /** Whether the report has the content of the correction already. */
    boolean isMet(ReportState now, @Nullable Fingerprint wanted) {
        return Objects.equals(now.content(), wanted)
                || asSent != null && asSent.equals(now.content());
    }

    /**
     * @throws Refusal with 409 if the report has changed since, 422 if it is retracted and this
     *     correction may not bring it back
     */
    void require(ReportId id, ReportState now) {
        if (event != null && event != now.event()) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.CHANGED_SINCE,
                            "The report %s has changed since: its last event is %d, of %s, and this was made after event %d. Read the report again, and make the change there"
                                    .formatted(id, now.event(), now.recordedOn(), event),
                            List.of(
                                    new Violation(
                                            "/event",
                                            "is %d, but the report has had event %d since, on %s: export or read it again, and make the change there"
                                                    .formatted(
                                                            event,
                                                            now.event(),
                                                            now.recordedOn())))));
        }
        if (now.isRetracted() && !reinstates) {
            throw new Refusal(
                    Problem.invalid(
                            List.of(
                                    new Violation(
                                            "/retracted",
                                            "must be true, because the report is retracted: to bring it back, send a correction of this report alone"))));
        }
    }

    /**
     * Returns a warning if another service has written an event after {@link #require} and before
     * the correction. Nothing prevents such an event.
     *
     * @param number the number of the correction among the report's events in the log
     */
    List<Violation> missed(int number) {
        return event == null || number == event + 1
                ? List.of()
                : List.of(
                        new Violation(
                                "/event",
                                "is %d, but event %d of the report was written at the same time: this correction replaces its content. Read the report again"
                                        .formatted(event, number - 1)));
    }
}
