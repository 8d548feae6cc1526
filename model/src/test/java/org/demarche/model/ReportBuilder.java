package org.demarche.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.demarche.model.edtf.Edtf;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A report that says little; tests add what they are about. Its own statement by one speaker,
 * published on the day, unless said otherwise.
 */
public final class ReportBuilder {

    public static final String HOLDER = "norland";
    public static final String ISSUE = "river-treaty";
    public static final Subject SUBJECT = new Subject(HOLDER, ISSUE);
    public static final Basis FIRST_RULE = Basis.by(Rule.LATEST_OWN_1);

    private String token;
    private String holder = HOLDER;
    private String issue = ISSUE;
    private final Stance stance;
    private @Nullable String saidOn;
    private @Nullable String published;
    private @Nullable Edtf month;
    private @Nullable Instant saidAt;
    private @Nullable String spokenFor = HOLDER;
    private Report.@Nullable Speaker speaker =
            new Report.Speaker("ada-lund", "Ada Lund", "spokeswoman");
    private final List<Report.Condition> conditions = new ArrayList<>();
    private final List<String> addressees = new ArrayList<>();
    private Report.@Nullable Act act;
    private Report.@Nullable Quote quote;
    private @Nullable String utterance;
    private String outlet = "daily";
    private @Nullable String origin;
    private String outletKind = "newspaper";
    private @Nullable String digest;
    private @Nullable String saidAfter;
    private @Nullable String denies;
    private @Nullable String reliability;
    private @Nullable Integer credibility;

    private ReportBuilder(String token, Stance stance, @Nullable String saidOn) {
        this.token = token;
        this.stance = stance;
        this.saidOn = saidOn;
        this.published =
                saidOn != null && saidOn.matches("\\d{4}-\\d\\d-\\d\\d") ? saidOn : "2024-12-31";
    }

    /**
     * @param token {@code r1}, {@code r2}, …: recorded that many seconds after the first instant of
     *     2025
     */
    public static ReportBuilder report(String token, Stance stance, @Nullable String saidOn) {
        return new ReportBuilder(token, stance, saidOn);
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

    ReportBuilder about(String other) {
        issue = other;
        return this;
    }

    public ReportBuilder published(@Nullable String day) {
        published = day;
        return this;
    }

    /** No day is known, so its last one is kept. */
    public ReportBuilder publishedIn(String other) {
        month = Edtf.parse(other);
        published = month.latest().toString();
        return this;
    }

    public ReportBuilder at(String instant) {
        saidAt = Instant.parse(instant);
        return this;
    }

    public ReportBuilder ascribedBy(String actor) {
        spokenFor = actor;
        return this;
    }

    public ReportBuilder narrated() {
        spokenFor = null;
        speaker = null;
        return this;
    }

    public ReportBuilder speaker(String actor) {
        speaker = new Report.Speaker(actor, null, null);
        return this;
    }

    public ReportBuilder on(String key) {
        conditions.add(new Report.Condition(key, "provided that " + key));
        return this;
    }

    public ReportBuilder on(String key, String text) {
        conditions.add(new Report.Condition(key, text));
        return this;
    }

    public ReportBuilder onText(String text) {
        conditions.add(new Report.Condition(null, text));
        return this;
    }

    public ReportBuilder to(String addressee) {
        addressees.add(addressee);
        return this;
    }

    public ReportBuilder declining() {
        act = new Report.Act(null, null, Report.DECLINE_TO_COMMENT);
        return this;
    }

    public ReportBuilder quoted() {
        quote = new Report.Quote(Report.Quote.Type.DIRECT, "…");
        return this;
    }

    public ReportBuilder utterance(String name) {
        utterance = name;
        return this;
    }

    public ReportBuilder saidAfter(String name) {
        saidAfter = name;
        return this;
    }

    public ReportBuilder denying(String name) {
        denies = name;
        return this;
    }

    /** The outlet's reliability and the report's credibility. */
    public ReportBuilder graded(@Nullable String outlet, @Nullable Integer report) {
        reliability = outlet;
        credibility = report;
        return this;
    }

    /** Somebody whom the report does not name. */
    public ReportBuilder unnamed() {
        speaker = null;
        return this;
    }

    public ReportBuilder in(String name) {
        outlet = name;
        return this;
    }

    public ReportBuilder from(String name) {
        origin = name;
        return this;
    }

    public ReportBuilder officialRecordOf(String actor) {
        outletKind = Resolved.OFFICIAL;
        origin = actor;
        return this;
    }

    /** Other content under the same id. */
    public ReportBuilder digest(String hex) {
        digest = hex;
        return this;
    }

    public ReportEvent filed() {
        return new ReportEvent.Filed(id(), body(), resolved(), digest(), recorded(token));
    }

    /**
     * @param recorded as a token: {@code r9} is nine seconds after the first instant of 2025
     */
    public ReportEvent corrected(String recorded) {
        return new ReportEvent.Corrected(id(), body(), resolved(), digest(), recorded(recorded));
    }

    public static ReportEvent retracted(String token, String recorded) {
        return retracted(HOLDER, token, recorded);
    }

    public static ReportEvent retracted(String holder, String token, String recorded) {
        return new ReportEvent.Retracted(
                new ReportId(holder, ISSUE, token), "withdrawn by the outlet", recorded(recorded));
    }

    /** The same event, recorded at another instant. */
    public static ReportEvent recorded(ReportEvent event, String recorded) {
        var at = recorded(recorded);
        return switch (event) {
            case ReportEvent.Filed(var id, var body, var resolved, var digest, _) ->
                    new ReportEvent.Filed(id, body, resolved, digest, at);
            case ReportEvent.Corrected(var id, var body, var resolved, var digest, _) ->
                    new ReportEvent.Corrected(id, body, resolved, digest, at);
            case ReportEvent.Retracted(var id, var reason, _) ->
                    new ReportEvent.Retracted(id, reason, at);
        };
    }

    public static Instant recorded(String token) {
        return Instant.parse("2025-01-01T00:00:00Z")
                .plusSeconds(Long.parseLong(token.substring(1)));
    }

    private ReportId id() {
        return new ReportId(holder, issue, token);
    }

    private Report body() {
        return new Report(
                holder,
                spokenFor,
                issue,
                speaker,
                stance,
                conditions,
                saidOn == null ? null : Edtf.parse(saidOn),
                saidAt,
                null,
                null,
                addressees,
                act,
                quote,
                null,
                utterance,
                saidAfter,
                denies,
                new Report.Source(
                        outlet,
                        null,
                        null,
                        published == null ? null : LocalDate.parse(published),
                        month,
                        null,
                        null,
                        List.of()),
                credibility,
                null);
    }

    private Resolved resolved() {
        return new Resolved(origin == null ? outlet : origin, outletKind, reliability, null, null);
    }

    /** Of the origin too: what differs in nothing else would be a repeat to the fold. */
    private String digest() {
        var content =
                digest == null
                        ? "%08x".formatted((body().toString() + resolved()).hashCode())
                        : digest;
        return content.repeat(64).substring(0, 64);
    }
}
