package org.demarche.gateway.fold;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.log.event.JsonWriter;
import org.demarche.model.Subject;
import org.demarche.model.fold.Position;

/**
 * A stance that another actor, or an outlet, gives to an actor: one item of an answer.
 *
 * @param by the actor spoken for; the outlet if the statement is narrated
 * @param subject the actor that gets the stance, and the issue
 * @param contradicts whether the stance differs from the actor's own; false if the actor has none
 */
public record Ascription(
        String by,
        boolean narrated,
        Subject subject,
        String stance,
        String saidOn,
        String statement,
        boolean contradicts) {

    static Ascription of(Subject subject, Position.Ascribed ascribed) {
        return new Ascription(
                ascribed.by(),
                ascribed.narrated(),
                subject,
                ascribed.stance().label(),
                ascribed.saidOn().edtf(),
                ascribed.statement().toString(),
                ascribed.contradicts());
    }

    /** Reads one ascription of a position's document. */
    static Ascription of(Subject subject, JsonNode ascribed) {
        return new Ascription(
                ascribed.path("by").asText(),
                ascribed.path("narrated").asBoolean(),
                subject,
                ascribed.path("stance").asText(),
                ascribed.path("saidOn").asText(),
                ascribed.path("statement").asText(),
                ascribed.path("contradicts").asBoolean());
    }

    public byte[] json() {
        return JsonWriter.object(
                out -> {
                    out.writeStringField("by", by);
                    out.writeStringField("voice", narrated ? "narrated" : "ascribed");
                    out.writeStringField("actor", subject.actor());
                    out.writeStringField("issue", subject.issue());
                    out.writeStringField("stance", stance);
                    out.writeStringField("saidOn", saidOn);
                    out.writeStringField("statement", statement);
                    out.writeBooleanField("contradicts", contradicts);
                });
    }
}
