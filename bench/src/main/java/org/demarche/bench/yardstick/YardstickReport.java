package org.demarche.bench.yardstick;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.demarche.log.event.UnreadableEvent;
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

/** Reads the body of a filed report, field by field as they come. */
final class YardstickReport {

    /** A body as it is in the log. */
    record Body(Report report, Resolved resolved) {}

    private static final int ISO_DAY = "2022-12-02".length();

    private final YardstickJson in;

    YardstickReport(YardstickJson in) {
        this.in = in;
    }

    Body body() throws IOException, UnreadableEvent {
        in.object();
        String holder = null;
        String spokenFor = null;
        String issue = null;
        Speaker speaker = null;
        Stance stance = null;
        var conditions = List.<Condition>of();
        Edtf saidOn = null;
        Instant saidAt = null;
        String venue = null;
        var addressees = List.<String>of();
        Act act = null;
        Quote quote = null;
        String summary = null;
        String utterance = null;
        Source source = null;
        Integer credibility = null;
        Coder coder = null;
        Resolved resolved = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "holder" -> holder = in.text();
                case "spokenFor" -> spokenFor = in.id();
                case "issue" -> issue = in.text();
                case "speaker" -> speaker = speaker();
                case "stance" -> stance = in.parsed(YardstickReport::stance);
                case "conditions" -> conditions = in.list(this::condition);
                case "saidOn" -> saidOn = in.parsed(Edtf::parse);
                case "saidAt" -> saidAt = in.parsed(Instant::parse);
                case "venue" -> venue = in.text();
                case "addressees" -> addressees = in.list(in::id);
                case "act" -> act = act();
                case "quote" -> quote = quote();
                case "summary" -> summary = in.text();
                case "utterance" -> utterance = in.text();
                case "source" -> source = source();
                case "credibility" -> credibility = credibility();
                case "coder" -> coder = coder();
                case "resolved" -> resolved = resolved();
                default -> in.skip();
            }
        }
        source = in.required(source, "source");
        if (saidOn == null && source.publishedOn() == null) {
            throw new UnreadableEvent("neither saidOn nor source.publishedOn", "");
        }
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
                        venue,
                        addressees,
                        act,
                        quote,
                        summary,
                        utterance,
                        source,
                        credibility,
                        coder);
        return new Body(report, in.required(resolved, "resolved"));
    }

    private Speaker speaker() throws IOException, UnreadableEvent {
        in.object();
        String actor = null;
        String called = null;
        String role = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "actor" -> actor = in.id();
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
                case "type" -> type = labelled(Quote.Type.values(), Quote.Type::label);
                case "text" -> text = in.text();
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
        String language = null;
        var relay = List.<String>of();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "outlet" -> outlet = in.id();
                case "agency" -> agency = in.id();
                case "url" -> url = in.text();
                case "publishedOn" -> publishedOn = in.parsed(YardstickReport::day);
                case "language" -> language = in.text();
                case "relay" -> relay = in.list(in::text);
                default -> in.skip();
            }
        }
        return new Source(in.required(outlet, "outlet"), agency, url, publishedOn, language, relay);
    }

    private Coder coder() throws IOException, UnreadableEvent {
        in.object();
        String called = null;
        Coder.Confidence confidence = null;
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "name" -> called = in.text();
                case "confidence" ->
                        confidence = labelled(Coder.Confidence.values(), Coder.Confidence::label);
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

    private <T> T labelled(T[] all, Function<T, String> label) throws IOException, UnreadableEvent {
        var text = in.text();
        for (var one : all) {
            if (label.apply(one).equals(text)) {
                return one;
            }
        }
        throw in.fault("'%s' is unknown".formatted(text));
    }

    private static Stance stance(String label) {
        return Stance.of(label)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is not a stance".formatted(label)));
    }

    private static LocalDate day(String text) {
        if (text.length() != ISO_DAY) {
            throw new IllegalArgumentException("'%s' is not a date".formatted(text));
        }
        return LocalDate.parse(text);
    }
}
