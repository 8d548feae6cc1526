package org.demarche.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.ViewKey;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/** An invented world, and what a worker would publish of it. */
public final class Reports {

    static final String SUMMARY = "Said by Ada Lund – on the quay.";

    public static final Instant RECORDED = Instant.parse("2025-01-01T00:00:00Z");

    public static final Actor NORLAND = actor("norland", "Norland", "Kingdom of Nórland");
    public static final Actor SUDLAND = actor("sudland", "Sudland");
    public static final Issue TREATY = issue("river-treaty", "River treaty");
    public static final Issue TOLLS = issue("river-tolls", "River tolls");
    public static final Outlet DAILY =
            new Outlet(
                    "daily",
                    "The Daily",
                    List.of(),
                    Outlet.Kind.NEWSPAPER,
                    null,
                    null,
                    null,
                    List.of(),
                    null);

    private Reports() {}

    public static Actor actor(String id, String name, String... aliases) {
        return new Actor(
                id,
                Actor.Kind.STATE,
                name,
                List.of(aliases),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    public static Issue issue(String id, String name) {
        return new Issue(id, name + " should be kept", name, List.of(), null, null);
    }

    public static ReportEvent filed(
            String holder, String issue, String token, Stance stance, String saidOn) {
        return filed(holder, issue, token, stance, saidOn, "daily", null);
    }

    public static ReportEvent filed(
            String holder,
            String issue,
            String token,
            Stance stance,
            String saidOn,
            String outlet,
            String utterance) {
        return filed(holder, holder, issue, token, stance, saidOn, outlet, utterance);
    }

    /** A report in which another actor speaks about the holder; null for the outlet itself. */
    public static ReportEvent ascribed(
            @Nullable String by,
            String holder,
            String issue,
            String token,
            Stance stance,
            String saidOn,
            String outlet) {
        return filed(holder, by, issue, token, stance, saidOn, outlet, null);
    }

    private static ReportEvent filed(
            String holder,
            @Nullable String spokenFor,
            String issue,
            String token,
            Stance stance,
            String saidOn,
            String outlet,
            @Nullable String utterance) {
        var report =
                ReportBuilder.said(holder + '.' + issue + '.' + token, stance, saidOn)
                        .published(saidOn.substring(saidOn.length() - 10))
                        .ascribedBy(spokenFor)
                        .summary(SUMMARY)
                        .utterance(utterance)
                        .in(outlet)
                        .resolved("newspaper", null, "state", null)
                        .recordedAt(RECORDED)
                        .digestedBy(ReportDigest::of);
        return (spokenFor == null ? report : report.speaker("ada-lund", "Ada Lund", "spokeswoman"))
                .filed();
    }

    /** The report now says what this filing says. */
    public static ReportEvent corrected(ReportEvent filing) {
        return ReportBuilder.like(filing).digestedBy(ReportDigest::of).corrected();
    }

    public static ReportEvent retracted(String holder, String issue, String token) {
        return new ReportEvent.Retracted(
                new ReportId(holder, issue, token), "withdrawn by the outlet", RECORDED);
    }

    /** These events of one actor and issue, and the position that they give. */
    public static Published documents(ReportEvent... events) {
        var all = List.of(events);
        var first = all.getFirst().report();
        var position =
                Dossier.of(Subject.of(first), Basis.by(Rule.LATEST_OWN_1), all, PointInTime.NOW)
                        .position();
        return new Published(
                all,
                Map.of(
                        ViewKey.position(first.holder(), first.issue()),
                        PositionDocument.write(position, _ -> null)));
    }
}
