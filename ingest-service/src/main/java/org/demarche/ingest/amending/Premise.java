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
 * The state of a report from which its author made a correction. In another state the correction is
 * refused, so that nobody undoes a change that they have not seen.
 *
 * @param event the number of the report's last event; null: the correction fits every state
 * @param asSent the content, if the names of the body are read as ids; null if they are none. An
 *     unchanged body has the present content so, whatever became of the registry
 * @param reinstates whether a retracted report may come back
 */
public record Premise(@Nullable Integer event, @Nullable Fingerprint asSent, boolean reinstates) {

    /** Fits every state. */
    static final Premise NONE = new Premise(null, null, true);

    /** Whether the correction says what stands already. */
    boolean isMet(ReportState now, @Nullable Fingerprint wanted) {
        return Objects.equals(now.content(), wanted)
                || asSent != null && asSent.equals(now.content());
    }

    /**
     * @throws Refusal with 409 if the report has changed since, 422 if it is to stay retracted
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
                                            "must be true: the report is retracted, and only a correction of this report alone brings it back"))));
        }
    }

    /**
     * Finds the event that another service has written since this was required: between the two,
     * nothing keeps it from doing so.
     *
     * @param number that the correction has in the log
     */
    List<Violation> missed(int number) {
        return event == null || number == event + 1
                ? List.of()
                : List.of(
                        new Violation(
                                "/event",
                                "is %d, but the report had event %d at the same instant: this correction replaces it. Read the report again"
                                        .formatted(event, number - 1)));
    }
}
