package org.demarche.ingest;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.demarche.log.Fields;
import org.demarche.log.Forms;
import org.demarche.log.InvalidBody;
import org.demarche.log.KeptText;
import org.demarche.model.Edtf;
import org.demarche.model.Report;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Quote;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a report: what each field may be, and what must hold between them. Every fault
 * is noted at its place, names and dates among them. Texts are kept as {@link KeptText} has them;
 * they hold no control character, line breaks included.
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
    private final DayChecks days;
    private final @Nullable ReportId corrected;

    /**
     * @param today in UTC
     * @param corrected the report whose corrected body it is: its holder and issue may be left out;
     *     null for a new one
     */
    ReportForm(Fields fields, NameLookup names, LocalDate today, @Nullable ReportId corrected) {
        this.fields = fields;
        this.names = names;
        this.days = new DayChecks(today);
        this.corrected = corrected;
    }

    /**
     * @param token the client's part of the id; null if it leaves that to the content
     */
    record Sent(@Nullable String token, Report report) {}

    /**
     * @throws InvalidBody with every fault
     */
    Sent read() throws InvalidBody {
        if (corrected == null) {
            fields.require("holder", "issue");
        }
        fields.require("stance", "source");
        var token = fields.parsed("id", LONGEST_KEY, this::token);
        var holder = fixed("holder", corrected == null ? null : corrected.holder(), names::actor);
        var issue = fixed("issue", corrected == null ? null : corrected.issue(), names::issue);
        var speaker = fields.object("speaker", this::speaker);
        var spokenFor = spokenFor(holder, speaker);
        var act = fields.object("act", ActForm::read);
        var stance = stance(act);
        var conditions = fields.objects("conditions", MOST_CONDITIONS, ReportForm::condition);
        refuseRepeats("conditions", conditions.stream().map(Report.Condition::key).toList());
        var source = fields.object("source", this::source);
        var saidOn = fields.parsed("saidOn", LONGEST_DATE, Edtf::parse);
        var saidAt = fields.parsed("saidAt", LONGEST_DATE, Forms::instant);
        days.checkSaid(fields, saidOn, saidAt, source == null ? null : source.publishedOn());
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

    private String token(String text) {
        var own = corrected == null ? text : corrected.token();
        return Forms.require(
                FieldForms.token(text).equals(own),
                text,
                "is %s, and this report's is %s: leave it out".formatted(text, own));
    }

    /**
     * @param own what the corrected report has, which stays known by its id whatever becomes of the
     *     registry; null if there is none
     */
    private @Nullable String fixed(
            String name, @Nullable String own, Function<String, String> lookup) {
        var given =
                fields.parsed(
                        name, LONGEST_NAME, text -> text.equals(own) ? text : lookup.apply(text));
        return fields.has(name) ? given : own;
    }

    private Report.Speaker speaker(Fields speaker) {
        if (!speaker.has("actor") && !speaker.has("name") && !speaker.has("role")) {
            speaker.note(speaker.place(), "must have actor, name or role");
        }
        return new Report.Speaker(
                speaker.parsed("actor", LONGEST_NAME, names::actor),
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
        days.checkPublished(source, publishedOn);
        var language = source.parsed("language", LONGEST_KEY, FieldForms::language);
        var relay =
                source.parsedList(
                        "relay",
                        MOST_RELAYS,
                        LONGEST_NAME,
                        text -> KeptText.of(text, LONGEST_NAME));
        if (!source.has("publishedOn") && !fields.has("saidOn")) {
            source.note(source.at("publishedOn"), "is missing, as saidOn is: one must be there");
        }
        // without an outlet there is no source; that fault is noted, so nothing is made of it
        return outlet == null
                ? null
                : new Report.Source(outlet, agency, url, publishedOn, language, relay);
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
        return fields.parsed(name, longest, text -> KeptText.of(text, longest));
    }
}
