package org.demarche.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.model.Explanation.Reason;
import org.demarche.model.Explanation.Weighed;
import org.demarche.model.Position.LatestReport;
import org.demarche.model.RetractedStatement.Withdrawn;

/** Reports in scope that a fold does not count, by the statements that they would attest. */
final class Absent {

    private final Dossier dossier;
    private final Map<StatementKey, List<Standing.Body>> retracted = new LinkedHashMap<>();
    private final Map<StatementKey, List<Standing.Body>> setAside = new LinkedHashMap<>();

    private Absent(Dossier dossier) {
        this.dossier = dossier;
    }

    static Absent of(Dossier dossier, Standing standing) {
        var absent = new Absent(dossier);
        for (var body : standing.all()) {
            absent.add(body);
        }
        return absent;
    }

    private void add(Standing.Body body) {
        var basis = dossier.basis();
        if (basis.scope().covers(body.report().holder(), days(body))) {
            if (body.retracted()) {
                put(retracted, body);
            } else if (!basis.grades().admits(Grades.of(body.body(), body.resolved()))) {
                put(setAside, body);
            }
        }
    }

    private static void put(Map<StatementKey, List<Standing.Body>> map, Standing.Body body) {
        map.computeIfAbsent(body.statement(), _ -> new ArrayList<>()).add(body);
    }

    /** Of a statement, those without the grades that were asked for. */
    List<LatestReport> setAside(StatementKey statement) {
        return shown(setAside.getOrDefault(statement, List.of()));
    }

    /** Those that no report attests that counts. */
    List<Weighed> statements(PointInTime time) {
        var weighed = new ArrayList<Weighed>();
        setAside.forEach(
                (statement, reports) -> {
                    if (!dossier.has(statement)) {
                        var heard = time.hears(days(reports.getFirst()));
                        weighed.add(
                                weighed(
                                        statement,
                                        reports,
                                        heard ? Reason.SET_ASIDE : Reason.LATER_THAN_AS_OF));
                    }
                });
        retracted.forEach(
                (statement, reports) -> {
                    if (!dossier.has(statement) && !setAside.containsKey(statement)) {
                        weighed.add(weighed(statement, reports, Reason.RETRACTED));
                    }
                });
        return weighed;
    }

    /** The statement of this id, if it was said by then and all its reports were retracted. */
    Optional<RetractedStatement> retracted(StatementId id, PointInTime time) {
        return retracted.keySet().stream()
                .filter(key -> StatementId.of(key).equals(id))
                .filter(key -> !dossier.has(key) && !setAside.containsKey(key))
                .map(this::retracted)
                .filter(statement -> time.hears(statement.saidOn()))
                .findFirst();
    }

    private RetractedStatement retracted(StatementKey key) {
        var reports = retracted.getOrDefault(key, List.of());
        var one = weighed(key, reports, Reason.RETRACTED);
        return new RetractedStatement(
                one.statement(),
                dossier.subject(),
                one.voice(),
                one.by(),
                one.stance(),
                one.saidOn(),
                reports.stream().flatMap(body -> withdrawn(body).stream()).toList());
    }

    private static Optional<Withdrawn> withdrawn(Standing.Body body) {
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

    /** As the first of its reports has it. */
    private Weighed weighed(StatementKey statement, List<Standing.Body> reports, Reason reason) {
        var first = reports.getFirst();
        var basis = dossier.basis();
        var voice = Voice.of(first.body(), days(first), basis.scope());
        return new Weighed(
                StatementId.of(statement),
                days(first),
                basis.rule().denies(first.body(), voice) ? null : first.body().taken(),
                voice.label(),
                voice.by(),
                reports.size(),
                reason,
                reason == Reason.RETRACTED ? shown(reports) : List.of(),
                setAside(statement),
                List.of());
    }

    private Days days(Standing.Body body) {
        return dossier.basis().rule().days(body.body(), body.recorded());
    }

    private List<LatestReport> shown(List<Standing.Body> reports) {
        return reports.stream().map(this::shown).toList();
    }

    private LatestReport shown(Standing.Body body) {
        return new LatestReport(
                body.report(),
                dossier.basis().scope().outlet(body.body().source().outlet()),
                Grades.of(body.body(), body.resolved()));
    }
}
