package org.demarche.log.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.demarche.log.event.JsonWriter;
import org.demarche.model.fold.Shift;
import org.jspecify.annotations.Nullable;

/**
 * A shift in a view and in answers: {@code {"actor", "issue", "kind", "between": EDTF, "certain":
 * boolean, "from": side or null, "to": side}}. {@code certain} is present only if the rule
 * determines it. A side is {@code {"stance", "conditions": [key, …], "statement", "saidOn": EDTF,
 * "speaker"}}. Equal shifts have equal bytes.
 */
public final class ShiftDocument {

    /** The most conditions of one side. */
    private static final int MOST_CONDITIONS = 20;

    private ShiftDocument() {}

    public static byte[] write(Shift shift) {
        return JsonWriter.object(out -> fields(out, shift));
    }

    /** Writes the shift as a value within another document. */
    public static void write(JsonGenerator out, Shift shift) throws IOException {
        out.writeStartObject();
        fields(out, shift);
        out.writeEndObject();
    }

    private static void fields(JsonGenerator out, Shift shift) throws IOException {
        out.writeStringField("actor", shift.subject().actor());
        out.writeStringField("issue", shift.subject().issue());
        out.writeStringField("kind", shift.kind().label());
        out.writeStringField("between", shift.between().edtf());
        if (shift.certain() != null) {
            out.writeBooleanField("certain", shift.certain());
        }
        side(out, "from", shift.from());
        side(out, "to", shift.to());
    }

    private static void side(JsonGenerator out, String name, Shift.@Nullable Side side)
            throws IOException {
        if (side == null) {
            out.writeNullField(name);
            return;
        }
        out.writeObjectFieldStart(name);
        out.writeStringField("stance", side.stance().label());
        out.writeArrayFieldStart("conditions");
        for (var key : side.conditions().stream().limit(MOST_CONDITIONS).toList()) {
            out.writeString(key);
        }
        out.writeEndArray();
        out.writeStringField("statement", side.statement().toString());
        out.writeStringField("saidOn", side.saidOn().edtf());
        out.writeStringField("speaker", side.speaker());
        out.writeEndObject();
    }
}
