package org.demarche.gateway.position;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.read.Cursor;
import org.demarche.gateway.table.Columns;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.view.DenialsWriter;
import org.demarche.log.view.GradesWriter;
import org.demarche.model.StatementId;
import org.demarche.model.edtf.Days;
import org.demarche.model.explain.Explanation;
import org.demarche.model.explain.WeighedStatement;
import org.demarche.model.fold.Position;
import org.demarche.model.fold.Position.LatestReport;
import org.demarche.model.fold.Rule;

/** Writes an explanation as JSON: the rule, and then its result for each statement. */
final class ExplanationJson {

    private ExplanationJson() {}

    /** Builds the text without escapes, because ids, labels and days need none. */
    static ListRead<WeighedStatement> list(Explanation explanation) {
        var stance = explanation.stance();
        var since = explanation.since();
        var lead =
                "\"actor\":\"%s\",\"issue\":\"%s\",\"rule\":\"%s\",\"stance\":%s,\"since\":%s,"
                        .formatted(
                                explanation.subject().actor(),
                                explanation.subject().issue(),
                                explanation.rule().label(),
                                stance == null ? null : '"' + stance.label() + '"',
                                since == null ? null : '"' + since.edtf() + '"');
        var worth = explanation.rule() != Rule.LATEST_OWN_1;
        return new ListRead<>(
                Columns.EXPLANATION,
                lead,
                one -> JsonWriter.object(out -> write(out, one, worth)),
                one -> WeighedPlace.of(one).text());
    }

    /**
     * @param worth whether to write the evidence, the reports set aside and the denials, which the
     *     first rule does not know
     */
    private static void write(JsonGenerator out, WeighedStatement one, boolean worth)
            throws IOException {
        var stance = one.stance();
        out.writeStringField("statement", one.statement().toString());
        out.writeStringField("saidOn", one.saidOn().edtf());
        out.writeStringField("stance", stance == null ? null : stance.label());
        out.writeStringField("voice", one.voice());
        out.writeStringField("by", one.by());
        out.writeNumberField("reportCount", one.reports());
        out.writeBooleanField("counted", one.reason().counted());
        out.writeStringField("reason", one.reason().label());
        if (worth) {
            write(out, "evidence", one.evidence());
            write(out, "setAside", one.setAside());
            out.writeNumberField("setAsideCount", one.setAside().size());
            DenialsWriter.write(out, one.denied());
        }
    }

    private static void write(JsonGenerator out, String name, List<LatestReport> reports)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (var report : reports.stream().limit(Position.REPORTS_SHOWN).toList()) {
            out.writeStartObject();
            out.writeStringField("report", report.report().toString());
            out.writeStringField("outlet", report.outlet());
            GradesWriter.write(out, report.grades());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** The place of a statement in an explanation, where the newest comes first. */
    record WeighedPlace(Days saidOn, String statement) {

        static WeighedPlace of(WeighedStatement last) {
            return new WeighedPlace(last.saidOn(), last.statement().toString());
        }

        static WeighedPlace of(String[] parts) {
            return new WeighedPlace(
                    Cursor.days(parts[0], parts[1]), StatementId.parse(parts[2]).toString());
        }

        String text() {
            return Cursor.text(saidOn) + Cursor.BETWEEN + statement;
        }

        /** Whether this place comes before the statement in an explanation. */
        boolean isBefore(WeighedStatement one) {
            var byDays = one.saidOn().compareTo(saidOn);
            return byDays < 0 || byDays == 0 && one.statement().toString().compareTo(statement) < 0;
        }
    }
}
