package org.demarche.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.demarche.model.Explanation.Reason;
import org.demarche.model.Explanation.Weighed;
import org.demarche.model.Position.LatestReport;

/** Reports in scope that a fold does not count, by the statements that they would attest. */
final class Absent {

    private final Dossier dossier;
    private final Interner interner = new Interner();
    private final Map<StatementKey, List<Facts>> retracted = new LinkedHashMap<>();
    private final Map<StatementKey, List<Facts>> setAside = new LinkedHashMap<>();

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
        var days = basis.rule().days(body.body(), body.recorded());
        if (basis.scope().covers(body.report().holder(), days)) {
            if (body.retracted()) {
                put(retracted, body, days);
            } else if (!basis.grades().admits(Grades.of(body.body(), body.resolved()))) {
                put(setAside, body, days);
            }
        }
    }

    private void put(Map<StatementKey, List<Facts>> map, Standing.Body body, Days days) {
        var key = body.statement();
        map.computeIfAbsent(key, _ -> new ArrayList<>())
                .add(
                        Facts.of(
                                key,
                                body.report().token(),
                                body.body(),
                                body.resolved(),
                                days,
                                body.recorded(),
                                dossier.basis(),
                                interner));
    }

    /** Of a statement, those without the grades that were asked for, in their order. */
    List<LatestReport> setAside(StatementKey statement) {
        return setAside.getOrDefault(statement, List.of()).stream()
                .sorted(Facts.ORDER)
                .map(LatestReport::of)
                .toList();
    }

    /** Those that no report attests that counts. */
    List<Weighed> statements(PointInTime time, Denials denials) {
        var weighed = new ArrayList<Weighed>();
        setAside.forEach(
                (key, reports) -> {
                    if (!dossier.has(key)) {
                        var statement = Statement.of(reports, dossier.basis().rule());
                        var heard = time.hears(statement.days());
                        var reason = heard ? Reason.SET_ASIDE : Reason.LATER_THAN_AS_OF;
                        weighed.add(weighed(statement, reason, denials));
                    }
                });
        retracted.forEach(
                (key, reports) -> {
                    if (!dossier.has(key) && !setAside.containsKey(key)) {
                        var statement = Statement.of(reports, dossier.basis().rule());
                        weighed.add(weighed(statement, Reason.RETRACTED, denials));
                    }
                });
        return weighed;
    }

    /** As its reports would have it if they counted. */
    private Weighed weighed(Statement statement, Reason reason, Denials denials) {
        return new Weighed(
                statement.id(),
                statement.days(),
                statement.taken(),
                statement.voice().label(),
                statement.voice().by(),
                statement.reports().size(),
                reason,
                List.of(),
                setAside(statement.key()),
                denials.of(statement));
    }
}
