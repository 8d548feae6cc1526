package org.demarche.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.demarche.model.Position.Ascribed;
import org.demarche.model.Position.Latest;
import org.demarche.model.Position.LatestReport;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one actor and issue: the fold of their events by the rule {@link
 * Position#RULE}. Any order of filing gives the same, so long as each event keeps its recorded
 * instant.
 *
 * <p>Changes in place, for a dossier may hold thousands of reports; it belongs to one thread. To
 * the outside the fold is pure: {@link #of}.
 */
public final class Dossier {

    private final Subject subject;
    private final Scope scope;
    private final Interner interner;
    private final Map<String, Filing> filings = new HashMap<>(4);
    private final Map<String, Statement> statements = new HashMap<>(4);
    private final TreeMap<Voice, Line> lines = new TreeMap<>();
    private final Tally heard = new Tally();

    /**
     * @param scope whose statements are folded here beside those of the actor itself
     */
    public Dossier(Subject subject, Scope scope, Interner interner) {
        this.subject = subject;
        this.scope = scope;
        this.interner = interner;
    }

    /**
     * The pure fold of these events, each report's in the order of the log.
     *
     * @param time only its {@code asKnown} matters here
     */
    public static Dossier of(
            Subject subject, Scope scope, Iterable<ReportEvent> events, PointInTime time) {
        var dossier = new Dossier(subject, scope, new Interner());
        for (var event : events) {
            if (time.knows(event.recorded())) {
                dossier.evolve(event);
            }
        }
        return dossier;
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
        return position(line(Voice.OWN), heard, PointInTime.NOW);
    }

    /**
     * The position as of a day.
     *
     * @param time its {@code asKnown} does not matter: what is folded here is known
     */
    public Position position(PointInTime time) {
        if (time.asOf() == null) {
            return position();
        }
        var own = line(Voice.OWN).at(time);
        return position(own, Tally.of(own.all()), time);
    }

    public History history(PointInTime time) {
        var own = line(Voice.OWN).at(time);
        return new History(subject, own.stretches(), own.shifts(subject));
    }

    /** What others say of the actor, and outlets in their own words: of each the last word. */
    public List<Ascribed> ascribed(PointInTime time) {
        var run = line(Voice.OWN).at(time).lastRun();
        return ascribed(time, run == null ? null : run.stance());
    }

    /**
     * Everything that follows from the statements at a point in time.
     *
     * @param time its {@code asKnown} does not matter: what is folded here is known
     */
    public Evaluation at(PointInTime time) {
        return new Evaluation(this, time);
    }

    /** Nothing was ever filed here. */
    public boolean isEmpty() {
        return filings.isEmpty();
    }

    /** Whether the report attests a statement of the own voice's last turn. */
    public boolean isInLastTurn(ReportId report) {
        var filing = filings.get(key(report));
        var statement = filing == null ? null : filing.statement;
        return statement != null
                && statement.voice().equals(Voice.OWN)
                && statement.taken() != null
                && statement.days().equals(lastTurn());
    }

    /** The days of the own voice's last turn; null where there is none. */
    public @Nullable Days lastTurn() {
        var own = line(Voice.OWN);
        return own.lastRun() == null ? null : own.lastTurn().days();
    }

    /** Those that stand. */
    Collection<Statement> statements() {
        return statements.values();
    }

    boolean has(StatementId statement) {
        return statements.containsKey(statement.digest());
    }

    /** Under the id that it stands under. */
    Optional<Statement> statement(StatementId id) {
        return Optional.ofNullable(statements.get(id.digest()))
                .filter(statement -> statement.id().equals(id));
    }

    Scope scope() {
        return scope;
    }

    Map<Voice, Line> lines() {
        return lines;
    }

    private Line line(Voice voice) {
        return lines.getOrDefault(voice, new Line());
    }

    Subject subject() {
        return subject;
    }

    private Position position(Line own, Tally heardOfAll, PointInTime time) {
        var heardCounts = heardOfAll.counts();
        var run = own.lastRun();
        if (run == null) {
            return Position.withoutStance(
                    subject, own.lastHeard(), heardCounts, ascribed(time, null));
        }
        var last = own.lastTurn();
        return new Position(
                subject.actor(),
                subject.issue(),
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
                ascribed(time, run.stance()));
    }

    private Outcome file(ReportEvent.Filed event) {
        var fingerprint = fingerprint(event.digest());
        var known = filings.get(key(event.report()));
        if (known != null) {
            return known.first == fingerprint
                    ? new Outcome.Repeated()
                    : new Outcome.Refused("id-taken");
        }
        var filing = new Filing(fingerprint);
        filings.put(key(event.report()), filing);
        attest(filing, event.report(), event.body(), event.resolved(), event.recorded());
        return new Outcome.Folded();
    }

    /** One to what stands already is a repeat, whoever sent it twice. */
    private Outcome correct(ReportEvent.Corrected event) {
        var filing = filings.get(key(event.report()));
        if (filing == null) {
            return new Outcome.Refused("no-such-report");
        }
        var fingerprint = fingerprint(event.digest());
        if (!filing.retracted && filing.standing == fingerprint) {
            return new Outcome.Repeated();
        }
        withdraw(filing);
        filing.standing = fingerprint;
        filing.retracted = false;
        attest(filing, event.report(), event.body(), event.resolved(), event.recorded());
        return new Outcome.Folded();
    }

    private Outcome retract(ReportEvent.Retracted event) {
        var filing = filings.get(key(event.report()));
        if (filing == null) {
            return new Outcome.Refused("no-such-report");
        }
        if (filing.retracted) {
            return new Outcome.Repeated();
        }
        withdraw(filing);
        filing.retracted = true;
        return new Outcome.Folded();
    }

    private void attest(
            Filing filing, ReportId id, Report body, Resolved resolved, Instant recorded) {
        var digest = StatementKey.digest(body, recorded);
        var facts = Facts.of(subjectOf(id), id.token(), body, resolved, recorded, scope, interner);
        if (!scope.covers(id.holder(), facts.days())) {
            return;
        }
        var statement = statements.get(digest);
        if (statement == null) {
            statement = new Statement(digest, facts);
            statements.put(digest, statement);
            enter(statement);
        } else {
            change(statement, Change.ADDED, facts);
        }
        filing.statement = statement;
        filing.facts = facts;
    }

    private void withdraw(Filing filing) {
        var statement = filing.statement;
        var facts = filing.facts;
        if (statement == null || facts == null) {
            return;
        }
        if (statement.reportCount() == 1) {
            lineWith(statement).take(statement);
            uncounted(statement);
            statements.remove(statement.digest());
        } else {
            change(statement, Change.REMOVED, facts);
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

    /**
     * One report more, or less, of a statement that stands. Mostly that leaves its voice and days,
     * so the counts in which it is change by that report, however many attest it.
     */
    private void change(Statement statement, Change change, Facts facts) {
        var line = lineWith(statement);
        var before = Counted.of(statement);
        line.lift(statement);
        change.make(statement, facts);
        if (before.isStill(statement)) {
            Consumer<Tally> counts =
                    tally -> {
                        change.count(tally, facts);
                        tally.certainty(before.certain(), statement.certain());
                    };
            line.lay(statement, before, counts);
            if (statement.voice().equals(Voice.OWN)) {
                counts.accept(heard);
            }
        } else {
            // it goes as it was counted, and comes as it is
            change.inverse().make(statement, facts);
            line.uncount(statement);
            uncounted(statement);
            change.make(statement, facts);
            enter(statement);
        }
    }

    private Line lineWith(Statement statement) {
        return Objects.requireNonNull(lines.get(statement.voice()));
    }

    private void uncounted(Statement statement) {
        if (statement.voice().equals(Voice.OWN)) {
            heard.remove(statement);
        }
    }

    private List<Ascribed> ascribed(PointInTime time, @Nullable Stance own) {
        var ascribed = new ArrayList<Ascribed>();
        lines.tailMap(Voice.OWN, false)
                .forEach(
                        (voice, line) -> {
                            var said = line.at(time);
                            var run = said.lastRun();
                            if (run != null && voice.by() != null) {
                                var decisive = said.lastTurn().decisive();
                                ascribed.add(
                                        new Ascribed(
                                                voice.by(),
                                                voice.kind() == Voice.Kind.NARRATED,
                                                run.stance(),
                                                decisive.days(),
                                                decisive.id(),
                                                own != null && own != run.stance()));
                            }
                        });
        return ascribed;
    }

    private static Latest latest(Statement statement) {
        var lead = statement.lead();
        return new Latest(
                statement.id(),
                statement.days(),
                lead.speaker(),
                lead.office(),
                statement.contested(),
                statement.reportCount(),
                statement.reports(Position.REPORTS_SHOWN).stream()
                        .map(report -> new LatestReport(report.report(), report.outlet()))
                        .toList());
    }

    /** A token alone, save where several actors or issues are folded together. */
    private String key(ReportId report) {
        return isOwn(report) ? report.token() : report.toString();
    }

    private Subject subjectOf(ReportId report) {
        return isOwn(report) ? subject : interner.intern(Subject.of(report));
    }

    private boolean isOwn(ReportId report) {
        return report.holder().equals(subject.actor()) && report.issue().equals(subject.issue());
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
     * retracted or out of scope.
     */
    private static final class Filing {
        private final long first;
        private long standing;
        private boolean retracted;
        private @Nullable Facts facts;
        private @Nullable Statement statement;

        Filing(long fingerprint) {
            first = fingerprint;
            standing = fingerprint;
        }
    }
}
