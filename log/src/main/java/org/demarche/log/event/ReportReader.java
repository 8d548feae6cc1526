package org.demarche.log.event;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Condition;
import org.demarche.model.Report.Quote;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an event field by field. It checks the whole body, whether it keeps everything
 * or only the fields that folds and positions need.
 */
final class ReportReader {

    /** The body of a filed or corrected report, with the values from the registry. */
    record Body(Report report, Resolved resolved) {}

    private final JsonReader in;
    private final ReportForms forms;
    private final boolean everything;

    ReportReader(JsonReader in, ReportForms forms, boolean everything) {
        this.in = in;
        this.forms = forms;
        this.everything = everything;
    }

    UnreadableEvent fault(String reason) {
        return in.fault(reason);
    }

    /** Reads the body of a filed or corrected report. */
    Body body() throws IOException, UnreadableEvent {
        var read = read();
        var report = read.report();
        if (report.saidOn() == null && report.source().publishedOn() == null) {
            throw new UnreadableEvent("neither saidOn nor source.publishedOn", "");
        }
        return new Body(report, in.required(read.resolved(), "resolved"));
    }

    /** Reads the report of a body. The body need not have values from the registry or a day. */
    Report report() throws IOException, UnreadableEvent {
        return read().report();
    }

    private record Read(Report report, @Nullable Resolved resolved) {}

    private Read read() throws IOException, UnreadableEvent {
        in.object();
        String holder = null;
        String spokenFor = null;
        String issue = null;
        Speaker speaker = null;
        Stance stance = null;
        var conditions = List.<Condition>of();
        Edtf saidOn = null;
        Instant saidAt = null;
        ZoneOffset saidAtOffset = null;
        String venue = null;
        var addressees = List.<String>of();
        Act act = null;
        Quote quote = null;
        String summary = null;
        String utterance = null;
        String saidAfter = null;
        String denies = null;
        Source source = null;
        Integer credibility = null;
        Coder coder = null;
        Resolved resolved = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "holder" -> holder = in.text();
                case "spokenFor" -> spokenFor = id();
                case "issue" -> issue = in.text();
                case "speaker" -> speaker = speaker();
                case "stance" -> stance = in.parsed(ReportForms.STANCE);
                case "conditions" -> conditions = in.list(this::condition);
                case "saidOn" -> saidOn = in.parsed(forms.date());
                case "saidAt" -> saidAt = in.parsed(ReportForms.INSTANT);
                case "saidAtOffset" -> saidAtOffset = other(in.parsed(ReportForms.OFFSET));
                case "venue" -> venue = text();
                case "addressees" -> addressees = others(in.list(this::id));
                case "act" -> act = act();
                case "quote" -> quote = quote();
                case "summary" -> summary = in.text();
                case "utterance" -> utterance = in.text();
                case "saidAfter" -> saidAfter = in.text();
                case "denies" -> denies = in.text();
                case "source" -> source = source();
                case "credibility" -> credibility = credibility();
                case "coder" -> coder = other(coder());
                case "resolved" -> resolved = resolved();
                default -> in.skip();
            }
        }
        source = in.required(source, "source");
        if (speaker != null && spokenFor == null) {
            throw new UnreadableEvent("spokenFor is missing: a speaker speaks for an actor", "");
        }
        var report =
                new Report(
                        in.required(holder, "holder"),
                        spokenFor,
                        in.required(issue, "issue"),
                        speaker,
                        in.required(stance, "stance"),
                        conditions,
                        saidOn,
                        saidAt,
                        saidAtOffset,
                        venue,
                        addressees,
                        act,
                        quote,
                        summary,
                        utterance,
                        saidAfter,
                        denies,
                        source,
                        credibility,
                        coder);
        return new Read(report, resolved);
    }

    /** Reads the body of a retraction, and returns the reason. */
    String reason() throws IOException, UnreadableEvent {
        in.object();
        String reason = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "reason" -> reason = in.text();
                default -> in.skip();
            }
        }
        return in.required(reason, "reason");
    }

    private Speaker speaker() throws IOException, UnreadableEvent {
        in.object();
        String actor = null;
        String called = null;
        String role = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "actor" -> actor = id();
                case "name" -> called = in.text();
                case "role" -> role = in.text();
                default -> in.skip();
            }
        }
        return new Speaker(actor, called, role);
    }

    private Condition condition() throws IOException, UnreadableEvent {
        in.object();
        String key = null;
        String text = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "key" -> key = in.text();
                case "text" -> text = in.text();
                default -> in.skip();
            }
        }
        return new Condition(key, in.required(text, "text"));
    }

    private Act act() throws IOException, UnreadableEvent {
        in.object();
        String plover = null;
        String mode = null;
        String cameo = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "plover" -> plover = in.text();
                case "mode" -> mode = in.text();
                case "cameo" -> cameo = in.text();
                default -> in.skip();
            }
        }
        return new Act(plover, mode, cameo);
    }

    private Quote quote() throws IOException, UnreadableEvent {
        in.object();
        Quote.Type type = null;
        String text = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "type" -> type = in.parsed(ReportForms.QUOTE_TYPE);
                case "text" -> text = text();
                default -> in.skip();
            }
        }
        return new Quote(in.required(type, "type"), text);
    }

    private Source source() throws IOException, UnreadableEvent {
        in.object();
        String outlet = null;
        String agency = null;
        String url = null;
        LocalDate publishedOn = null;
        Edtf published = null;
        Instant publishedAt = null;
        String language = null;
        var relay = List.<String>of();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "outlet" -> outlet = id();
                case "agency" -> agency = other(id());
                case "url" -> url = in.text();
                case "publishedOn" -> publishedOn = in.parsed(forms.day());
                case "published" -> published = in.parsed(forms.date());
                case "publishedAt" -> publishedAt = in.parsed(ReportForms.INSTANT);
                case "language" -> language = text();
                case "relay" -> relay = others(in.list(in::text));
                default -> in.skip();
            }
        }
        return new Source(
                in.required(outlet, "outlet"),
                agency,
                url,
                publishedOn,
                published,
                publishedAt,
                language,
                relay);
    }

    private Coder coder() throws IOException, UnreadableEvent {
        in.object();
        String called = null;
        Coder.Confidence confidence = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "name" -> called = in.text();
                case "confidence" -> confidence = in.parsed(ReportForms.CONFIDENCE);
                default -> in.skip();
            }
        }
        return new Coder(called, confidence);
    }

    private Resolved resolved() throws IOException, UnreadableEvent {
        in.object();
        String origin = null;
        String outletKind = null;
        String outletGrade = null;
        String holderKind = null;
        String speakerOffice = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "origin" -> origin = in.text();
                case "outletKind" -> outletKind = in.text();
                case "outletGrade" -> outletGrade = in.text();
                case "holderKind" -> holderKind = in.text();
                case "speakerOffice" -> speakerOffice = in.text();
                default -> in.skip();
            }
        }
        return new Resolved(
                in.required(origin, "origin"), outletKind, outletGrade, holderKind, speakerOffice);
    }

    private Integer credibility() throws IOException, UnreadableEvent {
        var credibility = in.number();
        if (credibility < 1 || credibility > 6) {
            throw in.fault("%d is not from 1 to 6".formatted(credibility));
        }
        return (int) credibility;
    }

    private String id() throws IOException, UnreadableEvent {
        return in.parsed(ReportForms.ID);
    }

    /** Checks a text that no fold needs, and drops it unless the reader keeps everything. */
    private @Nullable String text() throws IOException, UnreadableEvent {
        if (everything) {
            return in.text();
        }
        in.passText();
        return null;
    }

    /** Drops a checked value that no fold needs, unless the reader keeps everything. */
    private <T> @Nullable T other(T value) {
        return everything ? value : null;
    }

    /** Like {@link #other}, for a list. */
    private <T> List<T> others(List<T> values) {
        return everything ? values : List.of();
    }
}
