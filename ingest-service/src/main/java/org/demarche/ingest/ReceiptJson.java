package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A receipt as HTTP has it: alone with its token, or as one line of many. */
final class ReceiptJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ReceiptJson() {}

    static int status(Receipt receipt) {
        return receipt.repeated() ? 200 : 201;
    }

    static byte[] of(Receipt receipt) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            out.writeStartObject();
            writeIds(out, receipt);
            out.writeStringField("token", receipt.token().toString());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }

    static void write(JsonGenerator out, long line, Receipt receipt) throws IOException {
        out.writeNumberField("line", line);
        out.writeNumberField("status", status(receipt));
        writeIds(out, receipt);
    }

    private static void writeIds(JsonGenerator out, Receipt receipt) throws IOException {
        out.writeStringField("id", receipt.report().toString());
        out.writeStringField("statement", receipt.statement().toString());
    }
}
