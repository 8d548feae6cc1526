package org.demarche.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.model.Position.Ascribed;
import org.demarche.model.Position.Latest;
import org.demarche.model.Position.LatestReport;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker keeps of one actor and issue: the fold of their events by the rule {@link
 * Position#RULE}. Any order of filing gives the same position, so long as each event keeps its
 * recorded instant.
 *
 * <p>Changes in place, for a dossier may hold thousands of reports; it belongs to one thread. To
 * the outside the fold is pure: {@link Position#of}.
 */
public final class Dossier {

    private final String actor;
    private final String issue;
    private final Interner interner;
    private final Map<String, Filing> filings = new HashMap<>(4);
    private final Map<String, Statement> statements = new HashMap<>(4);
    private final TreeMap<Voice, Line> lines = new TreeMap<>();
    private final Tally heard = new Tally();

    public Dossier(String actor, String issue, Interner interner) {
        this.actor = actor;
        this.issue = issue;
        this.interner = interner;
    }

    /**
     * Folds one event and says what came of it. Total: what cannot be folded changes nothing, and
     * the outcome says why.
     */
    public Outcome evolve(ReportEvent event) {
        return switch (event) {
            case ReportEvent.Filed filed -> file(filed);
            case ReportEvent.Corrected corrected -> correct(corrected);
            case ReportEvent.Retracted retracted -> retract(retracted);
        };
    }

    /** The position as of now. */
    public Position position() {
        return position(null);
    }

    Position position(@Nullable LocalDate asOf) {
        var own = asOf(asOf, lines.getOrDefault(Voice.OWN, new Line()));
        var heardCounts = (asOf == null ? heard : tallyOf(own)).counts();
        var run = own.lastRun();
        if (run == null) {
            return Position.withoutStance(
                    actor, issue, own.lastHeard(), heardCounts, ascribed(asOf, null));
        }
        var last = own.lastTurn();
        return new Position(
                actor,
                issue,
                run.stance(),
                run.since(),
                last.conditions(),
                own.certainty(),
                last.mixed(),
                last.disputed(),
                own.lastHeard(),
                latest(last.decisive()),
                own.counts(),
                heardCounts,
                own.previous(),
                ascribed(asOf, run.stance()));
    }

    private Outcome file(ReportEvent.Filed event) {
        var fingerprint = fingerprint(event.digest());
        var known = filings.get(event.report().token());
        if (known != null) {
            return known.fingerprint == fingerprint
                    ? new Outcome.Repeated()
                    : new Outcome.Refused("id-taken");
        }
        var filing = new Filing(fingerprint);
        filings.put(event.report().token(), filing);
        return filing.revised(
                List.of(
                        attest(
                                filing,
                                event.report(),
                                event.body(),
                                event.resolved(),
                                event.recorded())));
    }

    private Outcome correct(ReportEvent.Corrected event) {
        var filing = filings.get(event.report().token());
        if (filing == null) {
            return new Outcome.Refused("no-such-report");
        }
        var from = filing.statement;
        withdraw(filing);
        var to = attest(filing, event.report(), event.body(), event.resolved(), event.recorded());
        return filing.revised(
                from == null || from.digest().equals(to)
                        ? List.of(to)
                        : List.of(from.digest(), to));
    }

    private Outcome retract(ReportEvent.Retracted event) {
        var filing = filings.get(event.report().token());
        if (filing == null) {
            return new Outcome.Refused("no-such-report");
        }
        var statement = filing.statement;
        if (statement == null) {
            return new Outcome.Repeated();
        }
        withdraw(filing);
        return filing.revised(List.of(statement.digest()));
    }

    private String attest(
            Filing filing, ReportId id, Report body, Resolved resolved, Instant recorded) {
        var digest = StatementKey.digest(body, recorded);
        var facts = Facts.of(id, body, resolved, recorded, interner);
        var statement = statements.get(digest);
        if (statement == null) {
            statement = new Statement(digest, facts);
            statements.put(digest, statement);
            enter(statement);
        } else {
            leave(statement);
            statement.add(facts);
            enter(statement);
        }
        filing.statement = statement;
        filing.facts = facts;
        return digest;
    }

    private void withdraw(Filing filing) {
        var statement = filing.statement;
        var facts = filing.facts;
        if (statement == null || facts == null) {
            return;
        }
        leave(statement);
        if (statement.reportCount() == 1) {
            statements.remove(statement.digest());
        } else {
            statement.remove(facts);
            enter(statement);
        }
        filing.statement = null;
        filing.facts = null;
    }

    private void enter(Statement statement) {
        lines.computeIfAbsent(statement.voice(), _ -> new Line()).put(statement);
        if (statement.voice().equals(Voice.OWN)) {
            heard.add(statement);
        }
    }

    private void leave(Statement statement) {
        lines.computeIfPresent(
                statement.voice(),
                (_, line) -> {
                    line.take(statement);
                    return line;
                });
        if (statement.voice().equals(Voice.OWN)) {
            heard.remove(statement);
        }
    }

    private List<Ascribed> ascribed(@Nullable LocalDate asOf, @Nullable Stance own) {
        var ascribed = new ArrayList<Ascribed>();
        lines.tailMap(Voice.OWN, false)
                .forEach(
                        (voice, line) -> {
                            var said = asOf(asOf, line);
                            var run = said.lastRun();
                            if (run != null && voice.by() != null) {
                                var decisive = said.lastTurn().decisive();
                                ascribed.add(
                                        new Ascribed(
                                                voice.by(),
                                                voice.kind() == Voice.Kind.NARRATED,
                                                run.stance(),
                                                decisive.days(),
                                                decisive.id(actor, issue),
                                                own != null && own != run.stance()));
                            }
                        });
        return ascribed;
    }

    private Latest latest(Statement statement) {
        var lead = statement.lead();
        return new Latest(
                statement.id(actor, issue),
                statement.days(),
                lead.speaker(),
                lead.office(),
                statement.contested(),
                statement.reportCount(),
                statement.reports(Position.REPORTS_SHOWN).stream()
                        .map(
                                report ->
                                        new LatestReport(
                                                new ReportId(actor, issue, report.token()),
                                                report.outlet()))
                        .toList());
    }

    private static Tally tallyOf(Line line) {
        var tally = new Tally();
        line.all().forEach(tally::add);
        return tally;
    }

    private static Line asOf(@Nullable LocalDate day, Line line) {
        return day == null ? line : line.asOf(day);
    }

    /**
     * The first 64 bits of the content's digest: enough to tell a repeat from another content under
     * the same id.
     */
    private static long fingerprint(String digest) {
        return Long.parseUnsignedLong(digest, 0, 16, 16);
    }

    /**
     * One report: what was said under its id, and the statement it attests; neither while it is
     * retracted.
     */
    private static final class Filing {
        private final long fingerprint;
        private int events;
        private @Nullable Facts facts;
        private @Nullable Statement statement;

        Filing(long fingerprint) {
            this.fingerprint = fingerprint;
        }

        Outcome revised(List<String> statements) {
            return new Outcome.Folded(events++, statements);
        }
    }
}
