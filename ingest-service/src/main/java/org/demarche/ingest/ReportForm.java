package org.demarche.ingest;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import org.demarche.log.Fields;
import org.demarche.log.Forms;
import org.demarche.log.InvalidBody;
import org.demarche.model.Edtf;
import org.demarche.model.Report;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Quote;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a report: what each field may be, and what must hold between them. Every fault
 * is noted at its place, names and dates among them. Texts are kept in Unicode's form NFC, without
 * space around them; they hold no control character, line breaks included.
 */
final class ReportForm {

    static final int LONGEST_NAME = 200;
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_DATE = 64;
    private static final int LONGEST_CONDITION = 300;
    private static final int LONGEST_SUMMARY = 500;
    private static final int LONGEST_QUOTE = 4_000;
    private static final int LONGEST_URL = 2_000;
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_ADDRESSEES = 50;
    private static final int MOST_RELAYS = 10;

    private final Fields fields;
    private final NameLookup names;
    private final LocalDate today;

    /**
     * @param today in UTC; dates may lie a day ahead, since it is tomorrow somewhere
     */
    ReportForm(Fields fields, NameLookup names, LocalDate today) {
        this.fields = fields;
        this.names = names;
        this.today = today;
    }

    /**
     * @param token the client's part of the id; null if it leaves that to the content
     */
    record Sent(@Nullable String token, Report report) {}

    /**
     * @throws InvalidBody with every fault
     */
    Sent read() throws InvalidBody {
        fields.require("holder", "issue", "stance", "source");
        var token = fields.parsed("id", LONGEST_KEY, FieldForms::token);
        var holder = fields.parsed("holder", LONGEST_NAME, names::actor);
        var issue = fields.parsed("issue", LONGEST_NAME, names::issue);
        var speaker = fields.object("speaker", this::speaker);
        var spokenFor = spokenFor(holder, speaker);
        var act = fields.object("act", ActForm::read);
        var stance = stance(act);
        var conditions = fields.objects("conditions", MOST_CONDITIONS, ReportForm::condition);
        refuseRepeats("conditions", conditions.stream().map(Report.Condition::key).toList());
        var source = fields.object("source", this::source);
        var saidOn = fields.parsed("saidOn", LONGEST_DATE, Edtf::parse);
        var saidAt = fields.parsed("saidAt", LONGEST_DATE, Forms::instant);
        checkDays(saidOn, saidAt, source);
        var venue = text(fields, "venue", LONGEST_NAME);
        var addressees =
                fields.parsedList("addressees", MOST_ADDRESSEES, LONGEST_NAME, names::actor);
        refuseRepeats("addressees", addressees);
        var quote = fields.object("quote", ReportForm::quote);
        var summary = text(fields, "summary", LONGEST_SUMMARY);
        var utterance = text(fields, "utterance", LONGEST_NAME);
        var credibility = fields.number("credibility", 1, 6);
        var coder = fields.object("coder", ReportForm::coder);
        fields.refuseOthers();
        fields.verify();
        return new Sent(
                token,
                new Report(
                        requireNonNull(holder),
                        spokenFor,
                        requireNonNull(issue),
                        speaker,
                        requireNonNull(stance),
                        conditions,
                        saidOn,
                        saidAt,
                        venue,
                        addressees,
                        act,
                        quote,
                        summary,
                        utterance,
                        requireNonNull(source),
                        credibility,
                        coder));
    }

    private Report.Speaker speaker(Fields speaker) {
        if (!speaker.has("actor") && !speaker.has("name") && !speaker.has("role")) {
            speaker.note(speaker.place(), "must have actor, name or role");
        }
        return new Report.Speaker(
                speaker.parsed("actor", LONGEST_NAME, names::speaker),
                text(speaker, "name", LONGEST_NAME),
                text(speaker, "role", LONGEST_NAME));
    }

    /** Who speaks of himself need not say for whom. */
    private @Nullable String spokenFor(@Nullable String holder, Report.@Nullable Speaker speaker) {
        if (fields.has("spokenFor") || speaker == null) {
            return fields.parsed("spokenFor", LONGEST_NAME, names::actor);
        }
        if (holder != null && holder.equals(speaker.actor())) {
            return holder;
        }
        fields.note(
                fields.at("spokenFor"),
                "is missing: a speaker who is not the holder speaks for somebody");
        return null;
    }

    private @Nullable Stance stance(Report.@Nullable Act act) {
        var stance = fields.oneOf("stance", List.of(Stance.values()), Stance::label);
        if (act != null
                && Report.DECLINE_TO_COMMENT.equals(act.cameo())
                && stance != null
                && stance != Stance.NONE) {
            fields.note(
                    fields.at("stance"),
                    "must be none where act.cameo is 011: who declines to comment takes no stance");
        }
        return stance;
    }

    private static Report.@Nullable Condition condition(Fields condition) {
        condition.require("text");
        var key = condition.parsed("key", LONGEST_KEY, FieldForms::slug);
        var text = text(condition, "text", LONGEST_CONDITION);
        return text == null ? null : new Report.Condition(key, text);
    }

    private Report.@Nullable Source source(Fields source) {
        source.require("outlet");
        var outlet = source.parsed("outlet", LONGEST_NAME, names::outlet);
        var agency = source.parsed("agency", LONGEST_NAME, names::agency);
        var url = source.parsed("url", LONGEST_URL, Forms::url);
        var publishedOn = source.parsed("publishedOn", LONGEST_DATE, Forms::day);
        if (publishedOn != null && isTooLate(publishedOn)) {
            source.note(source.at("publishedOn"), tooLate(publishedOn));
        }
        var language = source.parsed("language", LONGEST_KEY, FieldForms::language);
        var relay = source.parsedList("relay", MOST_RELAYS, LONGEST_NAME, ReportForm::kept);
        if (!source.has("publishedOn") && !fields.has("saidOn")) {
            source.note(source.at("publishedOn"), "is missing, as saidOn is: one must be there");
        }
        // without an outlet there is no source; that fault is noted, so nothing is made of it
        return outlet == null
                ? null
                : new Report.Source(outlet, agency, url, publishedOn, language, relay);
    }

    private void checkDays(
            @Nullable Edtf saidOn, @Nullable Instant saidAt, Report.@Nullable Source source) {
        var publishedOn = source == null ? null : source.publishedOn();
        if (saidOn != null) {
            checkDays(saidOn, publishedOn);
        }
        if (saidAt != null) {
            checkInstant(LocalDate.ofInstant(saidAt, ZoneOffset.UTC), saidOn, publishedOn);
        }
    }

    private void checkDays(Edtf saidOn, @Nullable LocalDate publishedOn) {
        if (saidOn.earliest() != null && isTooLate(saidOn.earliest())) {
            fields.note(fields.at("saidOn"), tooLate(saidOn.earliest()));
        } else if (saidOn.latest() != null
                && isTooLate(saidOn.latest())
                && namesDay(saidOn, saidOn.latest())) {
            fields.note(fields.at("saidOn"), tooLate(saidOn.latest()));
        } else if (publishedOn != null && saidOn.startsAfter(publishedOn)) {
            fields.note(fields.at("saidOn"), afterPublication(publishedOn));
        }
    }

    private void checkInstant(
            LocalDate day, @Nullable Edtf saidOn, @Nullable LocalDate publishedOn) {
        if (isTooLate(day)) {
            fields.note(fields.at("saidAt"), tooLate(day));
        } else if (saidOn != null && isOutside(day, saidOn)) {
            fields.note(fields.at("saidAt"), "is not within saidOn, " + saidOn.text());
        } else if (publishedOn != null && day.minusDays(1).isAfter(publishedOn)) {
            fields.note(fields.at("saidAt"), afterPublication(publishedOn));
        }
    }

    /** A month or year that is not over yet may be meant up to today; a day may not. */
    private static boolean namesDay(Edtf date, LocalDate day) {
        return date.text().contains(day.toString());
    }

    /** The day of an instant depends on where one stands, by one at most. */
    private static boolean isOutside(LocalDate day, Edtf days) {
        return days.earliest() != null && day.plusDays(1).isBefore(days.earliest())
                || days.latest() != null && day.minusDays(1).isAfter(days.latest());
    }

    private boolean isTooLate(LocalDate day) {
        return day.isAfter(today.plusDays(1));
    }

    private String tooLate(LocalDate day) {
        return "%s is after tomorrow, %s (UTC)".formatted(day, today.plusDays(1));
    }

    private static String afterPublication(LocalDate publishedOn) {
        return "is after source.publishedOn, %s".formatted(publishedOn);
    }

    private static @Nullable Quote quote(Fields quote) {
        quote.require("type");
        var type = quote.oneOf("type", List.of(Quote.Type.values()), FieldForms::label);
        var text = text(quote, "text", LONGEST_QUOTE);
        return type == null ? null : new Quote(type, text);
    }

    private static Coder coder(Fields coder) {
        return new Coder(
                text(coder, "name", LONGEST_NAME),
                coder.oneOf("confidence", List.of(Coder.Confidence.values()), FieldForms::label));
    }

    private void refuseRepeats(String name, List<@Nullable String> values) {
        var seen = new HashSet<String>();
        values.stream()
                .filter(value -> value != null && !seen.add(value))
                .distinct()
                .forEach(value -> fields.note(fields.at(name), "has %s twice".formatted(value)));
    }

    private static @Nullable String text(Fields fields, String name, int longest) {
        return fields.parsed(name, longest, ReportForm::kept);
    }

    /** A text as it is kept: in NFC, without space around it. */
    static String kept(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }
}
