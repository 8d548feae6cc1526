package org.demarche.gateway.statement;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.demarche.gateway.fold.ConflictingReports;
import org.demarche.gateway.fold.ReportEvents;
import org.demarche.gateway.view.Document;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.view.DenialsWriter;
import org.demarche.log.view.GradesWriter;
import org.demarche.model.Grades;
import org.demarche.model.explain.Attestation;
import org.demarche.model.explain.Difference;
import org.demarche.model.explain.RetractedStatement;
import org.demarche.model.explain.RetractedStatement.Withdrawn;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.fold.Support;

/** Writes statements and reports for clients: every field is present, null if it is empty. */
public final class StatementJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final ReportCodec CODEC = new ReportCodec();

    private StatementJson() {}

    public static byte[] of(StatementEvidence statement) {
        var bytes = new ByteArrayOutputStream(2048);
        try (var out = JSON.createGenerator(bytes)) {
            write(out, statement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] of(RetractedStatement statement) {
        var stance = statement.stance();
        return JsonWriter.object(
                out -> {
                    out.writeStringField("statement", statement.id().toString());
                    out.writeStringField("actor", statement.subject().actor());
                    out.writeStringField("issue", statement.subject().issue());
                    out.writeStringField("voice", statement.voice());
                    out.writeStringField("by", statement.by());
                    out.writeStringField("stance", stance == null ? null : stance.label());
                    out.writeStringField("saidOn", statement.saidOn().edtf());
                    out.writeBooleanField("retracted", true);
                    out.writeArrayFieldStart("reports");
                    for (var report : statement.reports()) {
                        write(out, report);
                    }
                    out.writeEndArray();
                });
    }

    static byte[] of(ConflictingReports conflict) {
        var stance = conflict.stance();
        return JsonWriter.object(
                out -> {
                    out.writeStringField("statement", conflict.statement().toString());
                    out.writeStringField("actor", conflict.subject().actor());
                    out.writeStringField("issue", conflict.subject().issue());
                    out.writeStringField("voice", conflict.voice());
                    out.writeStringField("by", conflict.by());
                    out.writeStringField("stance", stance == null ? null : stance.label());
                    out.writeStringField("saidOn", conflict.saidOn());
                    out.writeStringField("arose", conflict.arose().toString());
                    out.writeArrayFieldStart("differences");
                    for (var field : conflict.fields()) {
                        write(out, field);
                    }
                    out.writeEndArray();
                });
    }

    private static void write(JsonGenerator out, Withdrawn report) throws IOException {
        out.writeStartObject();
        out.writeStringField("report", report.report().toString());
        out.writeStringField("recorded", report.recorded().toString());
        out.writeStringField("retractedAt", report.retracted().toString());
        out.writeStringField("reason", report.reason());
        out.writeFieldName("body");
        out.writeRawValue(new String(CODEC.body(report.body(), report.resolved()), UTF_8));
        out.writeEndObject();
    }

    /** Writes a report with its events, which are documents in JSON already. */
    static Document report(String id, ReportEvents report) {
        var events = report.documents();
        var bytes = new ByteArrayOutputStream(2048);
        bytes.writeBytes(
                "{\"report\":\"%s\",\"statement\":\"%s\",\"events\":["
                        .formatted(id, report.statement())
                        .getBytes(US_ASCII));
        for (var i = 0; i < events.size(); i++) {
            if (i > 0) {
                bytes.write(',');
            }
            bytes.writeBytes(events.get(i));
        }
        bytes.writeBytes("]}".getBytes(US_ASCII));
        return Document.of(bytes.toByteArray());
    }

    private static void write(JsonGenerator out, StatementEvidence statement) throws IOException {
        var stance = statement.stance();
        out.writeStartObject();
        out.writeStringField("statement", statement.id().toString());
        out.writeStringField("actor", statement.subject().actor());
        out.writeStringField("issue", statement.subject().issue());
        out.writeStringField("voice", statement.voice());
        out.writeStringField("by", statement.by());
        out.writeStringField("stance", stance == null ? null : stance.label());
        out.writeStringField("saidOn", statement.saidOn().edtf());
        out.writeBooleanField("contested", statement.contested());
        out.writeStringField("lead", statement.lead().toString());
        write(out, "counts", statement.counts());
        if (statement.outweighed() != null) {
            write(out, "outweighed", statement.outweighed());
            out.writeBooleanField("open", statement.open());
            DenialsWriter.write(out, statement.denied());
        }
        out.writeArrayFieldStart("reports");
        for (var report : statement.reports()) {
            write(out, report, statement.outweighed() != null);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("differences");
        for (var difference : statement.differences()) {
            write(out, difference);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String name, Support counts) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("reports", counts.reports());
        out.writeNumberField("outlets", counts.outlets());
        out.writeNumberField("origins", counts.origins());
        out.writeEndObject();
    }

    /**
     * @param worth whether to write the grades of the report
     */
    private static void write(JsonGenerator out, Attestation report, boolean worth)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("report", report.report().toString());
        out.writeStringField("recorded", report.recorded().toString());
        out.writeBooleanField("counted", report.decisive());
        if (worth) {
            GradesWriter.write(out, Grades.of(report.body(), report.resolved()));
        }
        out.writeFieldName("body");
        out.writeRawValue(new String(CODEC.body(report.body(), report.resolved()), UTF_8));
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Difference difference) throws IOException {
        out.writeStartObject();
        out.writeStringField("field", difference.field());
        out.writeBooleanField("conflict", difference.conflict());
        out.writeArrayFieldStart("values");
        for (var value : difference.values()) {
            out.writeStartObject();
            out.writeStringField("value", value.value());
            out.writeArrayFieldStart("reports");
            for (var report : value.reports()) {
                out.writeString(report.toString());
            }
            out.writeEndArray();
            out.writeArrayFieldStart("origins");
            for (var origin : value.origins()) {
                out.writeString(origin);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
