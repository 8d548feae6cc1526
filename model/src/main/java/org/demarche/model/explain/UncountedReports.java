package org.demarche.model.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.demarche.model.Grades;
import org.demarche.model.Interner;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.StatementId;
import org.demarche.model.StatementKey;
import org.demarche.model.edtf.Days;
import org.demarche.model.explain.RetractedStatement.Withdrawn;
import org.demarche.model.explain.WeighedStatement.Reason;
import org.demarche.model.fold.Denials;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Facts;
import org.demarche.model.fold.Position.LatestReport;
import org.demarche.model.fold.Statement;

/**
 * The reports in scope that a fold does not count, grouped by the statements that they would
 * attest.
 */
public final class UncountedReports {

    private final Dossier dossier;
    private final Interner interner = new Interner();
    private final Map<StatementKey, Map<Facts, ReportBodies.Body>> retracted =
            new LinkedHashMap<>();
    private final Map<StatementKey, Map<Facts, ReportBodies.Body>> setAside = new LinkedHashMap<>();

    private UncountedReports(Dossier dossier) {
        this.dossier = dossier;
    }

    /**
     * Finds a statement whose reports were all retracted. Empty if no report ever attested it, or
     * if a current one still does.
     *
     * @param events the events that were folded into the dossier
     */
    public static Optional<RetractedStatement> retracted(
            StatementId id, Dossier dossier, Iterable<ReportEvent> events, PointInTime time) {
        return of(dossier, ReportBodies.of(events, time)).retracted(id, time);
    }

    static UncountedReports of(Dossier dossier, ReportBodies standing) {
        var uncounted = new UncountedReports(dossier);
        for (var body : standing.all()) {
            uncounted.add(body);
        }
        return uncounted;
    }

    private void add(ReportBodies.Body body) {
        var basis = dossier.basis();
        var days = basis.rule().days(body.body(), body.recorded());
        if (basis.scope().covers(body.report().holder(), days)) {
            if (body.retracted()) {
                put(retracted, body, days);
            } else if (!basis.grades().admits(Grades.of(body.body(), body.resolved()))) {
                put(setAside, body, days);
            }
        }
    }

    private void put(
            Map<StatementKey, Map<Facts, ReportBodies.Body>> map,
            ReportBodies.Body body,
            Days days) {
        var key = body.statement();
        var facts =
                dossier.basis()
                        .facts(
                                key,
                                body.report().token(),
                                body.body(),
                                body.resolved(),
                                days,
                                body.recorded(),
                                interner);
        map.computeIfAbsent(key, _ -> new TreeMap<>(Facts.ORDER)).put(facts, body);
    }

    /** The reports of a statement that lack the grades asked for, in their order. */
    List<LatestReport> setAside(StatementKey statement) {
        return shown(setAside.getOrDefault(statement, Map.of()).keySet());
    }

    /** The statements that no counted report attests. */
    List<WeighedStatement> statements(PointInTime time, Denials denials) {
        var weighed = new ArrayList<WeighedStatement>();
        setAside.forEach(
                (key, reports) -> {
                    if (!dossier.has(key)) {
                        var statement = statement(reports);
                        var heard = time.hears(statement.days());
                        var reason = heard ? Reason.SET_ASIDE : Reason.LATER_THAN_AS_OF;
                        weighed.add(
                                weighed(statement, reason, List.of(), named(statement), denials));
                    }
                });
        retracted.forEach(
                (key, reports) -> {
                    if (!dossier.has(key) && !setAside.containsKey(key)) {
                        var statement = statement(reports);
                        weighed.add(
                                weighed(
                                        statement,
                                        Reason.RETRACTED,
                                        named(statement),
                                        List.of(),
                                        denials));
                    }
                });
        return weighed;
    }

    /**
     * Returns the statement with this id, if it was made by then and all its reports were
     * retracted.
     */
    private Optional<RetractedStatement> retracted(StatementId id, PointInTime time) {
        return retracted.entrySet().stream()
                .filter(one -> StatementId.of(one.getKey()).equals(id))
                .filter(one -> !dossier.has(one.getKey()) && !setAside.containsKey(one.getKey()))
                .map(one -> retracted(one.getValue()))
                .filter(statement -> time.hears(statement.saidOn()))
                .findFirst();
    }

    private RetractedStatement retracted(Map<Facts, ReportBodies.Body> reports) {
        var statement = statement(reports);
        return new RetractedStatement(
                statement.id(),
                dossier.subject(),
                statement.voice().label(),
                statement.voice().by(),
                statement.taken(),
                statement.days(),
                reports.values().stream().flatMap(body -> withdrawn(body).stream()).toList());
    }

    private static Optional<Withdrawn> withdrawn(ReportBodies.Body body) {
        return Optional.ofNullable(body.retraction())
                .map(
                        event ->
                                new Withdrawn(
                                        body.report(),
                                        body.body(),
                                        body.resolved(),
                                        body.recorded(),
                                        event.reason(),
                                        event.recorded()));
    }

    /** Builds the statement with the values that it would have if its reports counted. */
    private WeighedStatement weighed(
            Statement statement,
            Reason reason,
            List<LatestReport> evidence,
            List<LatestReport> setAside,
            Denials denials) {
        return new WeighedStatement(
                statement.id(),
                statement.days(),
                statement.taken(),
                statement.voice().label(),
                statement.voice().by(),
                statement.reports().size(),
                reason,
                evidence,
                setAside,
                denials.of(statement));
    }

    private Statement statement(Map<Facts, ReportBodies.Body> reports) {
        return dossier.basis().rule().statement(reports.keySet());
    }

    private List<LatestReport> named(Statement statement) {
        return shown(dossier.basis().rule().named(statement));
    }

    private static List<LatestReport> shown(Collection<Facts> reports) {
        return reports.stream().map(LatestReport::of).toList();
    }
}
