package org.demarche.ingest.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.demarche.ingest.amending.Amended;
import org.demarche.ingest.filing.Receipt;
import org.demarche.ingest.form.RegisteredEntry;
import org.demarche.ingest.form.Warnings;

/**
 * Writes the outcome of a report or a change as JSON: alone, with its read token, or as one line of
 * many.
 */
public final class ReceiptJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ReceiptJson() {}

    public static int status(Receipt receipt) {
        return receipt.repeated() ? 200 : 201;
    }

    public static byte[] of(Receipt receipt) {
        return object(
                out -> {
                    writeIds(out, receipt);
                    out.writeStringField("token", receipt.token().toString());
                });
    }

    public static int status(Amended amended) {
        return amended.repeated() ? 200 : 201;
    }

    public static byte[] of(Amended amended) {
        return object(
                out -> {
                    writeFields(out, amended);
                    out.writeStringField("token", amended.token().toString());
                });
    }

    static void write(JsonGenerator out, long line, Amended amended) throws IOException {
        out.writeNumberField("line", line);
        out.writeNumberField("status", status(amended));
        writeFields(out, amended);
    }

    private static void writeFields(JsonGenerator out, Amended amended) throws IOException {
        out.writeStringField("id", amended.report().toString());
        if (amended.statement() != null) {
            out.writeStringField("statement", amended.statement().toString());
        }
        out.writeNumberField("event", amended.event());
        if (amended.retracted()) {
            out.writeBooleanField("retracted", true);
        }
        RegisteredEntry.write(out, amended.registered());
        Warnings.write(out, amended.warnings());
    }

    static void write(JsonGenerator out, long line, Receipt receipt) throws IOException {
        out.writeNumberField("line", line);
        out.writeNumberField("status", status(receipt));
        writeIds(out, receipt);
    }

    /**
     * Writes the outcome of a dry run, with the digest of the report. A dry run does not compare a
     * line with the lines before it, so the client compares the digests.
     */
    static void writeForeseen(JsonGenerator out, long line, Receipt receipt) throws IOException {
        write(out, line, receipt);
        out.writeStringField("digest", receipt.digest());
    }

    private static void writeIds(JsonGenerator out, Receipt receipt) throws IOException {
        out.writeStringField("id", receipt.report().toString());
        out.writeStringField("statement", receipt.statement().toString());
        if (receipt.retracted()) {
            out.writeBooleanField("retracted", true);
        }
        RegisteredEntry.write(out, receipt.registered());
        Warnings.write(out, receipt.warnings());
    }

    private interface Members {
        void write(JsonGenerator out) throws IOException;
    }

    private static byte[] object(Members members) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            out.writeStartObject();
            members.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }
}
