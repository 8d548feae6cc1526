package org.demarche.log.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.demarche.model.fold.Denial;

/**
 * Writes the denials of a statement: {@code "denied": [{"statement", "saidOn", "speaker",
 * "office"}], "deniedCount"}, with only the first few denials.
 */
public final class DenialsWriter {

    private DenialsWriter() {}

    /** Writes two fields into an open object. */
    public static void write(JsonGenerator out, List<Denial> denials) throws IOException {
        write(out, denials, DocumentLimits.USUAL);
    }

    static void write(JsonGenerator out, List<Denial> denials, DocumentLimits cut)
            throws IOException {
        out.writeArrayFieldStart("denied");
        for (var denial : cut.sources(denials)) {
            out.writeStartObject();
            out.writeStringField("statement", denial.statement().toString());
            out.writeStringField("saidOn", denial.saidOn().edtf());
            var speaker = denial.speaker();
            var office = denial.office();
            out.writeStringField("speaker", speaker == null ? null : cut.shortened(speaker));
            out.writeStringField("office", office == null ? null : cut.shortened(office));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("deniedCount", denials.size());
    }
}
