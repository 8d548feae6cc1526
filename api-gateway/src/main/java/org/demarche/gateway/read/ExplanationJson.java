package org.demarche.gateway.read;

import com.fasterxml.jackson.core.JsonGenerator;

import org.demarche.log.event.JsonWriter;
import org.demarche.model.Explanation;
import org.demarche.model.Explanation.Weighed;

import java.io.IOException;

/**
 * Why a position is what it is, as it is served: the rule before what it made of each statement.
 */
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
            write(out, one);
        }
        out.writeEndArray();
        out.writeStringField("next", page.next().orElse(null));
    }

    private static void write(JsonGenerator out, Weighed one) throws IOException {
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
        out.writeEndObject();
    }
}
