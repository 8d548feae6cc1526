package org.demarche.log.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one JSON object in UTF-8, and escapes only where JSON demands it. */
public final class JsonWriter {

    /** Writes fields into an open object. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build();

    private static final int USUAL_LENGTH = 1024;

    private JsonWriter() {}

    public static byte[] object(Fields fields) {
        var bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        try (var out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a write into memory cannot fail
        }
        return bytes.toByteArray();
    }
}
