package org.demarche.log.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.demarche.model.fold.HeardCondition;

/**
 * Writes the conditions of a turn for positions and runs: {@code "conditions": [{"key", "text",
 * "origins": […], "originCount"}], "conditionCount"}, with only the first few items of each list.
 */
public final class ConditionsWriter {

    private ConditionsWriter() {}

    /** Writes two fields into an open object. */
    public static void write(JsonGenerator out, List<HeardCondition> conditions)
            throws IOException {
        write(out, conditions, DocumentLimits.USUAL);
    }

    static void write(JsonGenerator out, List<HeardCondition> conditions, DocumentLimits cut)
            throws IOException {
        out.writeArrayFieldStart("conditions");
        for (var condition : cut.items(conditions)) {
            out.writeStartObject();
            var key = condition.key();
            out.writeStringField("key", key == null ? null : cut.shortened(key));
            out.writeStringField("text", cut.shortened(condition.text()));
            out.writeArrayFieldStart("origins");
            for (var origin : cut.sources(condition.origins())) {
                out.writeString(cut.shortened(origin));
            }
            out.writeEndArray();
            out.writeNumberField("originCount", condition.originCount());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("conditionCount", conditions.size());
    }
}
