package org.demarche.log.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Condition;
import org.demarche.model.Report.Quote;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.Resolved;
import org.jspecify.annotations.Nullable;

/** Writes reports as JSON, with the fields in a fixed order, and without null or empty fields. */
public final class ReportJson {

    private ReportJson() {}

    /** Writes the fields of a report into an open object. */
    public static void write(JsonGenerator out, Report report) throws IOException {
        text(out, "holder", report.holder());
        text(out, "spokenFor", report.spokenFor());
        text(out, "issue", report.issue());
        if (report.speaker() != null) {
            speaker(out, report.speaker());
        }
        text(out, "stance", report.stance().label());
        if (!report.conditions().isEmpty()) {
            conditions(out, report.conditions());
        }
        text(out, "saidOn", report.saidOn() == null ? null : report.saidOn().text());
        text(out, "saidAt", report.saidAt());
        text(out, "saidAtOffset", report.saidAtOffset());
        text(out, "venue", report.venue());
        texts(out, "addressees", report.addressees());
        if (report.act() != null) {
            act(out, report.act());
        }
        if (report.quote() != null) {
            quote(out, report.quote());
        }
        text(out, "summary", report.summary());
        text(out, "utterance", report.utterance());
        text(out, "saidAfter", report.saidAfter());
        text(out, "denies", report.denies());
        source(out, report.source());
        if (report.credibility() != null) {
            out.writeNumberField("credibility", report.credibility());
        }
        if (report.coder() != null) {
            coder(out, report.coder());
        }
    }

    static byte[] report(Report report) {
        return JsonWriter.object(out -> write(out, report));
    }

    static byte[] body(Report report, Resolved resolved) {
        return JsonWriter.object(
                out -> {
                    write(out, report);
                    out.writeObjectFieldStart("resolved");
                    text(out, "origin", resolved.origin());
                    text(out, "outletKind", resolved.outletKind());
                    text(out, "outletGrade", resolved.outletGrade());
                    text(out, "holderKind", resolved.holderKind());
                    text(out, "speakerOffice", resolved.speakerOffice());
                    out.writeEndObject();
                });
    }

    static byte[] retraction(String reason) {
        return JsonWriter.object(out -> text(out, "reason", reason));
    }

    private static void speaker(JsonGenerator out, Speaker speaker) throws IOException {
        out.writeObjectFieldStart("speaker");
        text(out, "actor", speaker.actor());
        text(out, "name", speaker.name());
        text(out, "role", speaker.role());
        out.writeEndObject();
    }

    private static void conditions(JsonGenerator out, List<Condition> conditions)
            throws IOException {
        out.writeArrayFieldStart("conditions");
        for (var condition : conditions) {
            out.writeStartObject();
            text(out, "key", condition.key());
            text(out, "text", condition.text());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void act(JsonGenerator out, Act act) throws IOException {
        out.writeObjectFieldStart("act");
        text(out, "plover", act.plover());
        text(out, "mode", act.mode());
        text(out, "cameo", act.cameo());
        out.writeEndObject();
    }

    private static void quote(JsonGenerator out, Quote quote) throws IOException {
        out.writeObjectFieldStart("quote");
        text(out, "type", quote.type().label());
        text(out, "text", quote.text());
        out.writeEndObject();
    }

    private static void source(JsonGenerator out, Source source) throws IOException {
        out.writeObjectFieldStart("source");
        text(out, "outlet", source.outlet());
        text(out, "agency", source.agency());
        text(out, "url", source.url());
        text(out, "publishedOn", source.publishedOn());
        text(out, "published", source.published() == null ? null : source.published().text());
        text(out, "publishedAt", source.publishedAt());
        text(out, "language", source.language());
        texts(out, "relay", source.relay());
        out.writeEndObject();
    }

    private static void coder(JsonGenerator out, Coder coder) throws IOException {
        out.writeObjectFieldStart("coder");
        text(out, "name", coder.name());
        text(out, "confidence", coder.confidence() == null ? null : coder.confidence().label());
        out.writeEndObject();
    }

    /** Writes a value as its text, so days and instants are ISO 8601. */
    private static void text(JsonGenerator out, String name, @Nullable Object value)
            throws IOException {
        if (value != null) {
            out.writeStringField(name, writable(name, value.toString()));
        }
    }

    private static void texts(JsonGenerator out, String name, List<String> values)
            throws IOException {
        if (!values.isEmpty()) {
            out.writeArrayFieldStart(name);
            for (var value : values) {
                out.writeString(writable(name, value));
            }
            out.writeEndArray();
        }
    }

    /**
     * Refuses a text with half of a surrogate pair. The generator would escape that half, and no
     * reader of the log accepts it.
     */
    private static String writable(String name, String text) {
        if (Surrogates.firstAlone(text) != Surrogates.NONE) {
            throw new IllegalArgumentException(name + " has half of a surrogate pair");
        }
        return text;
    }
}
