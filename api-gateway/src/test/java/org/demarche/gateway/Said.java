package org.demarche.gateway;

import java.time.Instant;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import org.demarche.log.event.ReportDigest;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;

/**
 * What a report says, a part at a time: an own statement by nobody named, in the daily, published
 * at the end of the year, where nothing else is said.
 */
public record Said(
        ReportId id,
        Stance stance,
        String saidOn,
        String spokenFor,
        Report.Speaker speaker,
        String outlet,
        String agency,
        String utterance,
        String cameo,
        List<Report.Condition> conditions,
        List<String> addressees) {

    /**
     * @param report {@code <holder>.<issue>.<token>}
     */
    public static Said said(String report, Stance stance, String saidOn) {
        var id = ReportId.parse(report);
        return new Said(
                id,
                stance,
                saidOn,
                id.holder(),
                null,
                "daily",
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    public static ReportEvent retracted(String report, String recorded) {
        return new ReportEvent.Retracted(
                ReportId.parse(report), "misheard", Instant.parse(recorded + "T00:00:00Z"));
    }

    public Said forActor(String actor) {
        return new Said(
                id,
                stance,
                saidOn,
                actor,
                speaker,
                outlet,
                agency,
                utterance,
                cameo,
                conditions,
                addressees);
    }

    Said narrated() {
        return forActor(null);
    }

    public Said by(String actor, String name) {
        return new Said(
                id,
                stance,
                saidOn,
                spokenFor,
                new Report.Speaker(actor, name, null),
                outlet,
                agency,
                utterance,
                cameo,
                conditions,
                addressees);
    }

    public Said in(String other) {
        return new Said(
                id,
                stance,
                saidOn,
                spokenFor,
                speaker,
                other,
                agency,
                utterance,
                cameo,
                conditions,
                addressees);
    }

    public Said from(String wire) {
        return new Said(
                id,
                stance,
                saidOn,
                spokenFor,
                speaker,
                outlet,
                wire,
                utterance,
                cameo,
                conditions,
                addressees);
    }

    public Said as(String act) {
        return new Said(
                id,
                stance,
                saidOn,
                spokenFor,
                speaker,
                outlet,
                agency,
                act,
                cameo,
                conditions,
                addressees);
    }

    Said declined() {
        return new Said(
                id,
                stance,
                saidOn,
                spokenFor,
                speaker,
                outlet,
                agency,
                utterance,
                Report.DECLINE_TO_COMMENT,
                conditions,
                addressees);
    }

    public Said to(String actor) {
        return new Said(
                id,
                stance,
                saidOn,
                spokenFor,
                speaker,
                outlet,
                agency,
                utterance,
                cameo,
                conditions,
                List.of(actor));
    }

    /** On conditions of these keys. */
    public Said on(String... keys) {
        return new Said(
                id,
                stance,
                saidOn,
                spokenFor,
                speaker,
                outlet,
                agency,
                utterance,
                cameo,
                Arrays.stream(keys).map(key -> new Report.Condition(key, key + " first")).toList(),
                addressees);
    }

    public ReportEvent filed(String recorded) {
        var body = body();
        return new ReportEvent.Filed(
                id,
                body,
                resolved(),
                ReportDigest.of(body),
                Instant.parse(recorded + "T00:00:00Z"));
    }

    public ReportEvent corrected(String recorded) {
        var body = body();
        return new ReportEvent.Corrected(
                id,
                body,
                resolved(),
                ReportDigest.of(body),
                Instant.parse(recorded + "T00:00:00Z"));
    }

    private Resolved resolved() {
        return new Resolved(agency == null ? outlet : agency, null, null, null, null);
    }

    private Report body() {
        return new Report(
                id.holder(),
                spokenFor,
                id.issue(),
                speaker,
                stance,
                conditions,
                Edtf.parse(saidOn),
                null,
                null,
                addressees,
                cameo == null ? null : new Report.Act(null, null, cameo),
                null,
                null,
                utterance,
                new Report.Source(
                        outlet,
                        agency,
                        null,
                        Edtf.parse(saidOn).latest().with(TemporalAdjusters.lastDayOfYear()),
                        null,
                        List.of()),
                null,
                null);
    }
}
