package org.demarche.gateway.read;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.view.DenialsWriter;
import org.demarche.log.view.GradesWriter;
import org.demarche.model.Explanation;
import org.demarche.model.Explanation.Weighed;
import org.demarche.model.Position;
import org.demarche.model.Position.LatestReport;
import org.demarche.model.Rule;

/** An explanation in an answer: the rule, and then its result for each statement. */
final class ExplanationJson {

    private ExplanationJson() {}

    static byte[] of(Explanation explanation, Page<Weighed> page) {
        return JsonWriter.object(out -> write(out, explanation, page));
    }

    private static void write(JsonGenerator out, Explanation explanation, Page<Weighed> page)
            throws IOException {
        var stance = explanation.stance();
        var since = explanation.since();
        var rule = explanation.rule().label().split("/", 2);
        out.writeStringField("actor", explanation.subject().actor());
        out.writeStringField("issue", explanation.subject().issue());
        out.writeObjectFieldStart("rule");
        out.writeStringField("name", rule[0]);
        out.writeNumberField("version", Integer.parseInt(rule[1]));
        out.writeEndObject();
        out.writeStringField("stance", stance == null ? null : stance.label());
        out.writeStringField("since", since == null ? null : since.edtf());
        out.writeArrayFieldStart("statements");
        for (var one : page.items()) {
            write(out, one, explanation.rule() != Rule.LATEST_OWN_1);
        }
        out.writeEndArray();
        out.writeStringField("next", page.next().orElse(null));
    }

    /**
     * @param worth whether to tell what the evidence is worth
     */
    private static void write(JsonGenerator out, Weighed one, boolean worth) throws IOException {
        var stance = one.stance();
        out.writeStartObject();
        out.writeStringField("statement", one.statement().toString());
        out.writeStringField("saidOn", one.saidOn().edtf());
        out.writeStringField("stance", stance == null ? null : stance.label());
        out.writeStringField("voice", one.voice());
        out.writeStringField("by", one.by());
        out.writeNumberField("reports", one.reports());
        out.writeBooleanField("counted", one.reason().counted());
        out.writeStringField("reason", one.reason().label());
        if (worth) {
            write(out, "evidence", one.evidence());
            write(out, "setAside", one.setAside());
            out.writeNumberField("setAsideCount", one.setAside().size());
            DenialsWriter.write(out, one.denied());
        }
        out.writeEndObject();
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
}
