package org.demarche.model;

import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.demarche.model.edtf.Edtf;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Events of a report that says little; tests add what they are about. The only place outside the
 * codec where tests put a whole report together.
 */
public final class ReportBuilder {

    public static final String HOLDER = "norland";
    public static final String ISSUE = "river-treaty";
    public static final Subject SUBJECT = new Subject(HOLDER, ISSUE);
    public static final Basis FIRST_RULE = Basis.by(Rule.LATEST_OWN_1);

    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    private String holder;
    private String issue;
    private String token;
    private Stance stance;
    private @Nullable String spokenFor;
    private Report.@Nullable Speaker speaker;
    private final List<Report.Condition> conditions = new ArrayList<>();
    private @Nullable Edtf saidOn;
    private @Nullable Instant saidAt;
    private @Nullable ZoneOffset saidAtOffset;
    private @Nullable String venue;
    private final List<String> addressees = new ArrayList<>();
    private Report.@Nullable Act act;
    private Report.@Nullable Quote quote;
    private @Nullable String summary;
    private @Nullable String utterance;
    private @Nullable String saidAfter;
    private @Nullable String denies;
    private Report.Source source;
    private @Nullable Integer credibility;
    private Report.@Nullable Coder coder;
    private @Nullable String origin;
    private @Nullable String outletKind;
    private @Nullable String outletGrade;
    private @Nullable String holderKind;
    private @Nullable String speakerOffice;
    private @Nullable String digest;
    private @Nullable Function<Report, String> digests;
    private @Nullable Instant recorded;

    private ReportBuilder(ReportId id, Stance stance, Report.Source source) {
        this.holder = id.holder();
        this.issue = id.issue();
        this.token = id.token();
        this.stance = stance;
        this.source = source;
        this.spokenFor = id.holder();
    }

    /**
     * Norland's own statement on the treaty by one speaker, which a newspaper publishes on the day.
     *
     * @param token {@code r1}, {@code r2}, …: recorded that many seconds after the first instant of
     *     2025
     */
    public static ReportBuilder report(String token, Stance stance, @Nullable String saidOn) {
        var isDay = saidOn != null && saidOn.matches("\\d{4}-\\d\\d-\\d\\d");
        var report =
                said(HOLDER + '.' + ISSUE + '.' + token, stance, saidOn)
                        .published(isDay ? saidOn : "2024-12-31");
        report.speaker = new Report.Speaker("ada-lund", "Ada Lund", "spokeswoman");
        report.outletKind = "newspaper";
        return report;
    }

    /**
     * The holder's own statement by nobody named. It is published at the end of its year, so that
     * nothing hides it.
     *
     * @param report {@code <holder>.<issue>.<token>}
     */
    public static ReportBuilder said(String report, Stance stance, @Nullable String saidOn) {
        var day = saidOn == null ? null : Edtf.parse(saidOn);
        var last = day == null ? null : day.latest();
        var published = last == null ? null : last.with(TemporalAdjusters.lastDayOfYear());
        var source = new Report.Source("daily", null, null, published, null, null, null, List.of());
        var said = new ReportBuilder(ReportId.parse(report), stance, source);
        said.saidOn = day;
        return said;
    }

    /** A builder with the values of this event, to change some of them. */
    public static ReportBuilder like(ReportEvent event) {
        return switch (event) {
            case ReportEvent.Filed(var id, var body, var resolved, _, var at) ->
                    like(id, body, resolved, at);
            case ReportEvent.Corrected(var id, var body, var resolved, _, var at) ->
                    like(id, body, resolved, at);
            case ReportEvent.Retracted _ ->
                    throw new IllegalArgumentException("says nothing: " + event);
        };
    }

    private static ReportBuilder like(ReportId id, Report body, Resolved resolved, Instant at) {
        var report = new ReportBuilder(id, body.stance(), body.source());
        report.spokenFor = body.spokenFor();
        report.speaker = body.speaker();
        report.conditions.addAll(body.conditions());
        report.saidOn = body.saidOn();
        report.saidAt = body.saidAt();
        report.saidAtOffset = body.saidAtOffset();
        report.venue = body.venue();
        report.addressees.addAll(body.addressees());
        report.act = body.act();
        report.quote = body.quote();
        report.summary = body.summary();
        report.utterance = body.utterance();
        report.saidAfter = body.saidAfter();
        report.denies = body.denies();
        report.credibility = body.credibility();
        report.coder = body.coder();
        report.origin = resolved.origin();
        report.outletKind = resolved.outletKind();
        report.outletGrade = resolved.outletGrade();
        report.holderKind = resolved.holderKind();
        report.speakerOffice = resolved.speakerOffice();
        report.recorded = at;
        return report;
    }

    public ReportBuilder token(String other) {
        token = other;
        return this;
    }

    /** Said of this actor, and for it. */
    public ReportBuilder heldBy(String actor) {
        holder = actor;
        spokenFor = actor;
        return this;
    }

    /** The same, under another holder; what was the old one's own word is the new one's. */
    public ReportBuilder filedUnder(String actor) {
        spokenFor = holder.equals(spokenFor) ? actor : spokenFor;
        holder = actor;
        return this;
    }

    public ReportBuilder about(String other) {
        issue = other;
        return this;
    }

    public ReportBuilder taking(Stance other) {
        stance = other;
        return this;
    }

    public ReportBuilder published(@Nullable String day) {
        return published(day == null ? null : LocalDate.parse(day), source.published());
    }

    /** No day is known, so its last one is kept. */
    public ReportBuilder publishedIn(String other) {
        var month = Edtf.parse(other);
        return published(month.latest(), month);
    }

    private ReportBuilder published(@Nullable LocalDate day, @Nullable Edtf month) {
        source =
                new Report.Source(
                        source.outlet(),
                        source.agency(),
                        source.url(),
                        day,
                        month,
                        source.publishedAt(),
                        source.language(),
                        source.relay());
        return this;
    }

    /** Somewhere else, with all that a source has. */
    public ReportBuilder source(Report.Source other) {
        source = other;
        return this;
    }

    public ReportBuilder at(String instant) {
        saidAt = Instant.parse(instant);
        return this;
    }

    public ReportBuilder at(String instant, ZoneOffset offset, String place) {
        saidAtOffset = offset;
        venue = place;
        return at(instant);
    }

    public ReportBuilder ascribedBy(@Nullable String actor) {
        spokenFor = actor;
        return this;
    }

    public ReportBuilder narrated() {
        spokenFor = null;
        speaker = null;
        return this;
    }

    public ReportBuilder speaker(String actor) {
        return speaker(actor, null, null);
    }

    public ReportBuilder speaker(
            @Nullable String actor, @Nullable String name, @Nullable String role) {
        speaker = new Report.Speaker(actor, name, role);
        return this;
    }

    /** Somebody whom the report does not name. */
    public ReportBuilder unnamed() {
        speaker = null;
        return this;
    }

    public ReportBuilder on(String key) {
        return on(key, "provided that " + key);
    }

    public ReportBuilder on(@Nullable String key, String text) {
        conditions.add(new Report.Condition(key, text));
        return this;
    }

    public ReportBuilder onText(String text) {
        return on(null, text);
    }

    public ReportBuilder to(String addressee) {
        addressees.add(addressee);
        return this;
    }

    public ReportBuilder declining() {
        return act(null, null, Report.DECLINE_TO_COMMENT);
    }

    public ReportBuilder act(@Nullable String type, @Nullable String mode, @Nullable String cameo) {
        act = new Report.Act(type, mode, cameo);
        return this;
    }

    public ReportBuilder quoted() {
        return quoted(Report.Quote.Type.DIRECT, "…");
    }

    public ReportBuilder quoted(Report.Quote.Type type, String text) {
        quote = new Report.Quote(type, text);
        return this;
    }

    public ReportBuilder summary(@Nullable String text) {
        summary = text;
        return this;
    }

    public ReportBuilder utterance(@Nullable String name) {
        utterance = name;
        return this;
    }

    public ReportBuilder saidAfter(String name) {
        saidAfter = name;
        return this;
    }

    public ReportBuilder denying(@Nullable String name) {
        denies = name;
        return this;
    }

    /** The outlet's reliability and the report's credibility. */
    public ReportBuilder graded(@Nullable String outlet, @Nullable Integer report) {
        outletGrade = outlet;
        credibility = report;
        return this;
    }

    public ReportBuilder coder(String name, Report.Coder.Confidence confidence) {
        coder = new Report.Coder(name, confidence);
        return this;
    }

    public ReportBuilder in(String name) {
        return from(name, source.agency());
    }

    /** Of an agency, which the report names. */
    public ReportBuilder agency(@Nullable String name) {
        return from(source.outlet(), name);
    }

    private ReportBuilder from(String outlet, @Nullable String agency) {
        source =
                new Report.Source(
                        outlet,
                        agency,
                        source.url(),
                        source.publishedOn(),
                        source.published(),
                        source.publishedAt(),
                        source.language(),
                        source.relay());
        return this;
    }

    /** Of an origin that the report does not name. */
    public ReportBuilder from(String name) {
        origin = name;
        return this;
    }

    public ReportBuilder officialRecordOf(String actor) {
        outletKind = Resolved.OFFICIAL;
        origin = actor;
        return this;
    }

    /** The registry's values for the outlet, the holder and the speaker. */
    public ReportBuilder resolved(
            @Nullable String kindOfOutlet,
            @Nullable String grade,
            @Nullable String kindOfHolder,
            @Nullable String office) {
        outletKind = kindOfOutlet;
        outletGrade = grade;
        holderKind = kindOfHolder;
        speakerOffice = office;
        return this;
    }

    /** Other content under the same id. */
    public ReportBuilder digest(String hex) {
        digest = hex;
        return this;
    }

    /** With the digest that the log has of such a body. */
    public ReportBuilder digestedBy(Function<Report, String> function) {
        digests = function;
        return this;
    }

    public ReportBuilder recordedAt(Instant instant) {
        recorded = instant;
        return this;
    }

    public ReportEvent filed() {
        return filed(recorded());
    }

    /**
     * @param when as {@link #recorded(String)} reads it
     */
    public ReportEvent filed(String when) {
        return filed(recorded(when));
    }

    private ReportEvent filed(Instant at) {
        return new ReportEvent.Filed(id(), body(), resolved(), digest(), at);
    }

    /**
     * @param when as {@link #recorded(String)} reads it
     */
    public ReportEvent corrected(String when) {
        return corrected(recorded(when));
    }

    public ReportEvent corrected() {
        return corrected(recorded());
    }

    private ReportEvent corrected(Instant at) {
        return new ReportEvent.Corrected(id(), body(), resolved(), digest(), at);
    }

    private Instant recorded() {
        return recorded == null ? recorded(token) : recorded;
    }

    /**
     * @param report its id, or its token for one of Norland on the treaty
     * @param when as {@link #recorded(String)} reads it
     */
    public static ReportEvent retracted(String report, String when) {
        return report.contains(".")
                ? new ReportEvent.Retracted(ReportId.parse(report), "misheard", recorded(when))
                : retracted(HOLDER, report, when);
    }

    public static ReportEvent retracted(String holder, String token, String when) {
        return retracted(holder + '.' + ISSUE + '.' + token, when);
    }

    /** The same event, recorded at another instant. */
    public static ReportEvent recorded(ReportEvent event, Instant at) {
        return switch (event) {
            case ReportEvent.Filed(var id, var body, var resolved, var digest, _) ->
                    new ReportEvent.Filed(id, body, resolved, digest, at);
            case ReportEvent.Corrected(var id, var body, var resolved, var digest, _) ->
                    new ReportEvent.Corrected(id, body, resolved, digest, at);
            case ReportEvent.Retracted(var id, var reason, _) ->
                    new ReportEvent.Retracted(id, reason, at);
        };
    }

    /**
     * @param when a day for its first instant, or {@code r9} for nine seconds after the first
     *     instant of 2025
     */
    public static Instant recorded(String when) {
        return when.contains("-")
                ? LocalDate.parse(when).atStartOfDay(ZoneOffset.UTC).toInstant()
                : FIRST.plusSeconds(Long.parseLong(when.substring(1)));
    }

    private ReportId id() {
        return new ReportId(holder, issue, token);
    }

    public Report body() {
        return new Report(
                holder,
                spokenFor,
                issue,
                speaker,
                stance,
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
    }

    private Resolved resolved() {
        return new Resolved(
                requireNonNullElseGet(
                        origin, () -> requireNonNullElse(source.agency(), source.outlet())),
                outletKind,
                outletGrade,
                holderKind,
                speakerOffice);
    }

    /** Of the origin too: what differs in nothing else would be a repeat to the fold. */
    private String digest() {
        if (digests != null) {
            return digests.apply(body());
        }
        var content =
                digest == null
                        ? "%08x".formatted((body().toString() + resolved()).hashCode())
                        : digest;
        return content.repeat(64).substring(0, 64);
    }
}
