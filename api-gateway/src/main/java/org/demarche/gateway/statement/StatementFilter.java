package org.demarche.gateway.statement;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.demarche.gateway.read.DayRange;
import org.demarche.gateway.read.NamedEntries;
import org.demarche.gateway.read.Query;
import org.demarche.log.registry.Registry;
import org.demarche.model.explain.StatementEvidence;

/**
 * The conditions on the statements of a list: their voice, their days, whether they are contested,
 * and the reports that attest them.
 *
 * @param voices the voices; empty for all
 * @param contested whether statements must be contested; empty if it does not matter
 */
record StatementFilter(
        ReportFilter reports, Set<String> voices, DayRange days, Optional<Boolean> contested)
        implements Predicate<StatementEvidence> {

    private static final String CONTESTED = "contested";

    static final Set<String> PARAMETERS =
            Query.plus(ReportFilter.PARAMETERS, "voice", DayRange.FROM, DayRange.TO, CONTESTED);

    private static final List<String> VOICES = List.of("own", "ascribed", "narrated");

    static StatementFilter of(Query query, Registry registry, NamedEntries names) {
        return new StatementFilter(
                ReportFilter.of(query, registry, names),
                query.anyOf("voice", VOICES),
                DayRange.of(query),
                query.oneOf(CONTESTED, "true", "false").map(Boolean::valueOf));
    }

    @Override
    public boolean test(StatementEvidence statement) {
        return (voices.isEmpty() || voices.contains(statement.voice()))
                && days.test(statement.saidOn())
                && contested.map(wanted -> wanted == statement.contested()).orElse(true)
                && statement.reports().stream().anyMatch(reports);
    }
}
