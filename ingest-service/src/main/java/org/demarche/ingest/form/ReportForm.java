package org.demarche.ingest.form;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.demarche.log.json.Fields;
import org.demarche.log.json.Forms;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.KeptText;
import org.demarche.model.Report;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Quote;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a report, and checks its fields alone and together. It notes every fault with
 * its place, also the faults of names and dates. Texts have the form of {@link KeptText}, without
 * control characters and so without line breaks.
 */
public final class ReportForm {

    static final int LONGEST_NAME = 200;
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_DATE = 64;
    private static final int LONGEST_CONDITION = 300;
    private static final int LONGEST_SUMMARY = 500;
    private static final int LONGEST_QUOTE = 4_000;
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_ADDRESSEES = 50;

    private static final List<String> DAYS_OF_PUBLICATION =
            List.of("publishedOn", "published", "publishedAt");

    private final Fields fields;
    private final NameLookup names;
    private final DayChecks days;
    private final @Nullable ReportId corrected;

    /**
     * @param today today's date in UTC
     * @param corrected the id of the report that the body corrects, so that the body may leave out
     *     holder and issue; null for a new report
     */
    public ReportForm(
            Fields fields, NameLookup names, LocalDate today, @Nullable ReportId corrected) {
        this.fields = fields;
        this.names = names;
        this.days = new DayChecks(today);
        this.corrected = corrected;
    }

    /**
     * @param token the last part of the id, if the client gives it; null if the service is to make
     *     it from the content
     */
    public record Sent(@Nullable String token, Report report) {}

    /**
     * @throws InvalidBody with every fault
     */
    public Sent read() throws InvalidBody {
        if (corrected == null) {
            fields.require("holder", "issue");
        }
        fields.require("stance", "source");
        var token = fields.parsed("id", LONGEST_KEY, this::token);
        var holder = fixed("holder", corrected == null ? null : corrected.holder(), names::actor);
        var issue = fixed("issue", corrected == null ? null : corrected.issue(), names::issue);
        var voice = new VoiceForm(fields, names);
        var speaker = fields.object("speaker", voice::speaker);
        var spokenFor = voice.spokenFor(holder, speaker);
        var act = fields.object("act", ActForm::read);
        var stance = stance(act);
        var conditions = fields.objects("conditions", MOST_CONDITIONS, ReportForm::condition);
        refuseRepeats("conditions", conditions.stream().map(Report.Condition::key).toList());
        var source = fields.object("source", this::source);
        var saidOn = fields.parsed("saidOn", LONGEST_DATE, Edtf::parse);
        var saidAt = saidAt();
        days.checkSaid(fields, saidOn, saidAt, source);
        var venue = text(fields, "venue", LONGEST_NAME);
        var addressees =
                fields.parsedList("addressees", MOST_ADDRESSEES, LONGEST_NAME, names::actor);
        refuseRepeats("addressees", addressees);
        var quote = fields.object("quote", ReportForm::quote);
        var summary = text(fields, "summary", LONGEST_SUMMARY);
        var utterance = text(fields, "utterance", LONGEST_NAME);
        var saidAfter = another("saidAfter", utterance);
        var denies = another("denies", utterance);
        voice.checkDenial(holder, spokenFor, stance);
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
                        saidAt == null ? null : saidAt.toInstant(),
                        offset(saidAt),
                        venue,
                        addressees,
                        act,
                        quote,
                        summary,
                        utterance,
                        saidAfter,
                        denies,
                        requireNonNull(source),
                        credibility,
                        coder));
    }

    private String token(String text) {
        var own = corrected == null ? text : corrected.token();
        return Forms.require(
                FieldForms.token(text).equals(own),
                text,
                "is %s, but this report has %s: leave it out".formatted(text, own));
    }

    /**
     * @param own the id that the corrected report has, which is accepted even if the registry no
     *     longer knows it; null for a new report
     */
    private @Nullable String fixed(
            String name, @Nullable String own, Function<String, String> lookup) {
        var given =
                fields.parsed(
                        name, LONGEST_NAME, text -> text.equals(own) ? text : lookup.apply(text));
        return fields.has(name) ? given : own;
    }

    /**
     * Reads the instant with its local offset, which is in the same text or in a separate field.
     */
    private @Nullable OffsetDateTime saidAt() {
        var at = fields.parsed("saidAt", LONGEST_DATE, Forms::instantWithOffset);
        var offset = fields.parsed("saidAtOffset", LONGEST_DATE, FieldForms::offset);
        if (offset == null) {
            return at;
        }
        if (!fields.has("saidAt")) {
            fields.note(
                    fields.at("saidAtOffset"), "is the offset of saidAt, but saidAt is missing");
        } else if (at != null && !List.of(ZoneOffset.UTC, offset).contains(at.getOffset())) {
            fields.note(
                    fields.at("saidAtOffset"),
                    "is %s, but saidAt has %s: leave it out".formatted(offset, at.getOffset()));
        }
        return at == null ? null : at.withOffsetSameInstant(offset);
    }

    private static @Nullable ZoneOffset offset(@Nullable OffsetDateTime at) {
        return at == null || at.getOffset().equals(ZoneOffset.UTC) ? null : at.getOffset();
    }

    /** Reads the name of another utterance. */
    private @Nullable String another(String name, @Nullable String utterance) {
        var other = text(fields, name, LONGEST_NAME);
        if (other != null && other.equals(utterance)) {
            fields.note(
                    fields.at(name), "is the utterance of this report itself: name another one");
        }
        return other;
    }

    private @Nullable Stance stance(Report.@Nullable Act act) {
        var stance = fields.oneOf("stance", List.of(Stance.values()), Stance::label);
        if (act != null
                && Report.DECLINE_TO_COMMENT.equals(act.cameo())
                && stance != null
                && stance != Stance.NONE) {
            fields.note(
                    fields.at("stance"),
                    "must be none if act.cameo is 011: an actor who declines to comment takes no stance");
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
        if (!fields.has("saidOn") && DAYS_OF_PUBLICATION.stream().noneMatch(source::has)) {
            source.note(source.at("publishedOn"), "is missing, and so is saidOn: give one of them");
        }
        return new SourceForm(names, new PublicationForm(days)).read(source);
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

    static @Nullable String text(Fields fields, String name, int longest) {
        return fields.parsed(name, longest, text -> KeptText.of(text, longest));
    }
}
