package org.demarche.log.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Position;
import org.demarche.model.fold.Position.Ascribed;
import org.demarche.model.fold.Position.Latest;
import org.demarche.model.fold.Position.LatestReport;
import org.demarche.model.fold.Position.Previous;
import org.demarche.model.fold.Rule;
import org.demarche.model.fold.Support;
import org.jspecify.annotations.Nullable;

/** Writes the fields of one position, with lists cut to a limit. */
final class PositionWriter {

    private final JsonGenerator out;
    private final Texts texts;
    private final DocumentLimits cut;

    PositionWriter(JsonGenerator out, Texts texts, DocumentLimits cut) {
        this.out = out;
        this.texts = texts;
        this.cut = cut;
    }

    void write(Position position) throws IOException {
        out.writeStringField("actor", position.actor());
        out.writeStringField("issue", position.issue());
        stance("stance", position.stance());
        days("since", position.since());
        ConditionsWriter.write(out, position.conditions(), cut);
        var certainty = position.certainty();
        text("certainty", certainty == null ? null : certainty.name().toLowerCase(Locale.ROOT));
        out.writeBooleanField("mixed", position.mixed());
        out.writeBooleanField("disputed", position.disputed());
        days("lastHeard", position.lastHeard());
        latest(position.latest(), position.rule() != Rule.LATEST_OWN_1);
        counts("counts", position.counts());
        if (position.outweighed() != null) {
            counts("outweighed", position.outweighed());
        }
        counts("heard", position.heard());
        previous(position.previous());
        ascribed(position.ascribed());
        out.writeStringField("rule", position.rule().label());
    }

    /**
     * @param worth whether to write the grades of the reports and the denials of the statement
     */
    private void latest(@Nullable Latest latest, boolean worth) throws IOException {
        if (latest == null) {
            out.writeNullField("latest");
            return;
        }
        out.writeObjectFieldStart("latest");
        out.writeStringField("statement", latest.statement().toString());
        days("saidOn", latest.saidOn());
        text("speaker", latest.speaker());
        text("office", latest.office());
        text("summary", summary(latest.reports()));
        out.writeBooleanField("contested", latest.contested());
        out.writeArrayFieldStart("reports");
        for (var report : cut.sources(latest.reports())) {
            out.writeStartObject();
            out.writeStringField("report", report.report().toString());
            text("outlet", report.outlet());
            address(report);
            if (worth) {
                GradesWriter.write(out, report.grades());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("reportCount", latest.reportCount());
        if (worth) {
            DenialsWriter.write(out, latest.denied(), cut);
        }
        out.writeEndObject();
    }

    /** Takes the summary from the first report of the statement. */
    private @Nullable String summary(List<LatestReport> reports) {
        var known = reports.isEmpty() ? null : texts.of(reports.getFirst().report());
        return known == null ? null : known.summary();
    }

    private void address(LatestReport report) throws IOException {
        var known = texts.of(report.report());
        var url = known == null ? null : known.url();
        // a shortened address would not work
        out.writeStringField("url", url == null || url.length() > cut.address() ? null : url);
    }

    private void counts(String name, Support counts) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("statements", counts.statements());
        out.writeNumberField("reports", counts.reports());
        out.writeNumberField("outlets", counts.outlets());
        out.writeNumberField("origins", counts.origins());
        out.writeEndObject();
    }

    private void previous(@Nullable Previous previous) throws IOException {
        if (previous == null) {
            out.writeNullField("previous");
            return;
        }
        out.writeObjectFieldStart("previous");
        stance("stance", previous.stance());
        days("since", previous.since());
        days("until", previous.until());
        out.writeEndObject();
    }

    private void ascribed(List<Ascribed> ascribed) throws IOException {
        out.writeArrayFieldStart("ascribed");
        for (var one : cut.items(ascribed)) {
            out.writeStartObject();
            text("by", one.by());
            out.writeBooleanField("narrated", one.narrated());
            stance("stance", one.stance());
            days("saidOn", one.saidOn());
            out.writeStringField("statement", one.statement().toString());
            out.writeBooleanField("contradicts", one.contradicts());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("ascribedCount", ascribed.size());
    }

    private void stance(String name, @Nullable Stance stance) throws IOException {
        out.writeStringField(name, stance == null ? null : stance.label());
    }

    private void days(String name, @Nullable Days days) throws IOException {
        out.writeStringField(name, days == null ? null : days.edtf());
    }

    private void text(String name, @Nullable String text) throws IOException {
        out.writeStringField(name, text == null ? null : cut.shortened(text));
    }
}
