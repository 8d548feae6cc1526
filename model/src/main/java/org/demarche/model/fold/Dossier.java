package org.demarche.model.fold;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.demarche.model.Interner;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.StatementKey;
import org.demarche.model.Subject;
import org.demarche.model.Voice;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Position.Ascribed;
import org.jspecify.annotations.Nullable;

/**
 * The state of one actor and issue: the filings, and the statements that their reports attest, in
 * their order. All results are evaluated on demand, by {@link #at}. Any order of filing gives the
 * same state, as long as each event keeps its recorded instant.
 *
 * <p>A dossier changes in place, because it may have thousands of reports. Only one thread uses it.
 * {@link #of} hides this: it is a pure function of the events.
 */
public final class Dossier {

    /** The offset of an event that was folded without one. */
    private static final long NOWHERE = -1;

    private final Subject subject;
    private final Basis basis;
    private final Interner interner;
    private final Map<String, Filing> filings = new HashMap<>(4);
    private final Statements statements;

    public Dossier(Subject subject, Basis basis, Interner interner) {
        this.subject = subject;
        this.basis = basis;
        this.interner = interner;
        statements = new Statements(basis.rule()::account);
    }

    /**
     * Returns the fold of these events, and is a pure function. The events of each report must be
     * in the order of the log.
     *
     * @param time the time of the question; only its {@code asKnown} is used
     */
    public static Dossier of(
            Subject subject, Basis basis, Iterable<ReportEvent> events, PointInTime time) {
        var dossier = new Dossier(subject, basis, new Interner());
        for (var event : events) {
            if (time.knows(event.recorded())) {
                dossier.evolve(event);
            }
        }
        return dossier;
    }

    /**
     * Folds one event. The method accepts every event: one that cannot be folded changes nothing,
     * and the outcome has the reason.
     */
    public Outcome evolve(ReportEvent event) {
        return evolve(event, NOWHERE);
    }

    /**
     * Folds one event, and remembers its offset.
     *
     * @param offset the offset of the event in the caller's log
     */
    public Outcome evolve(ReportEvent event, long offset) {
        return switch (event) {
            case Filed filed -> file(filed, offset);
            case Corrected corrected -> correct(corrected, offset);
            case Retracted retracted -> retract(retracted);
        };
    }

    /**
     * Returns the offset of the event that has the current body of a report; -1 if that event was
     * folded without an offset.
     *
     * @throws IllegalStateException if no such report was folded
     */
    public long offsetOf(ReportId report) {
        var filing = filings.get(key(report));
        if (filing == null) {
            throw new IllegalStateException("No report was folded as " + report);
        }
        return filing.offset;
    }

    /**
     * Evaluates the statements at a point in time. This takes a walk through all of them.
     *
     * @param time the time of the question; its {@code asKnown} is not used, because the dossier
     *     has only events that are known
     */
    public Evaluation at(PointInTime time) {
        return new Evaluation(subject, statements.byVoice(), time, basis.rule());
    }

    public Position position() {
        return position(PointInTime.NOW);
    }

    public Position position(PointInTime time) {
        return at(time).position();
    }

    public History history(PointInTime time) {
        return at(time).history();
    }

    public List<Ascribed> ascribed(PointInTime time) {
        return at(time).ascribed();
    }

    /** Whether no report was ever filed here. */
    public boolean isEmpty() {
        return filings.isEmpty();
    }

    public boolean isInLastTurn(ReportId report) {
        var filing = filings.get(key(report));
        var facts = filing == null ? null : filing.facts;
        var statement = facts == null ? null : statements.of(facts.key());
        return statement != null
                && statement.voice().equals(Voice.OWN)
                && statement.taken() != null
                && statement.days().plain().equals(lastTurn());
    }

    /** The days of the last turn of the own voice; null if it has no turn. */
    public @Nullable Days lastTurn() {
        var own = statements.byVoice().getOrDefault(Voice.OWN, List.of());
        for (var statement : own.reversed()) {
            if (statement.taken() != null) {
                return statement.days().plain();
            }
        }
        return null;
    }

    public Subject subject() {
        return subject;
    }

    public Basis basis() {
        return basis;
    }

    public boolean has(StatementKey statement) {
        return statements.of(statement) != null;
    }

    /** The current statements, voice by voice. */
    public List<Statement> statements() {
        return statements.byVoice().values().stream().flatMap(List::stream).toList();
    }

    private Outcome file(Filed event, long offset) {
        var fingerprint = fingerprint(event.digest());
        var known = filings.get(key(event.report()));
        if (known != null) {
            return known.first == fingerprint
                    ? new Outcome.Repeated()
                    : new Outcome.Refused(Outcome.ID_TAKEN);
        }
        var filing = new Filing(fingerprint, offset);
        filings.put(key(event.report()), filing);
        filing.facts = attest(event.report(), event.body(), event.resolved(), event.recorded());
        return new Outcome.Folded();
    }

    /** Folds a correction. A correction to the current content is a repeat, whoever sends it. */
    private Outcome correct(Corrected event, long offset) {
        var filing = filings.get(key(event.report()));
        if (filing == null) {
            return new Outcome.Refused(Outcome.NO_SUCH_REPORT);
        }
        var fingerprint = fingerprint(event.digest());
        if (!filing.retracted && filing.standing == fingerprint) {
            return new Outcome.Repeated();
        }
        withdraw(filing);
        filing.standing = fingerprint;
        filing.retracted = false;
        filing.offset = offset;
        filing.facts = attest(event.report(), event.body(), event.resolved(), event.recorded());
        return new Outcome.Folded();
    }

    private Outcome retract(Retracted event) {
        var filing = filings.get(key(event.report()));
        if (filing == null) {
            return new Outcome.Refused(Outcome.NO_SUCH_REPORT);
        }
        if (filing.retracted) {
            return new Outcome.Repeated();
        }
        withdraw(filing);
        filing.retracted = true;
        return new Outcome.Folded();
    }

    /** Adds the report to its statement. Returns null if the fold does not take the report. */
    private @Nullable Facts attest(ReportId id, Report body, Resolved resolved, Instant recorded) {
        var saidOn = interner.intern(basis.rule().days(body, recorded));
        if (!basis.takes(id, body, resolved, saidOn)) {
            return null;
        }
        // every rule uses the same days in a key, because the ids of statements must not change
        var keyed = interner.intern(body.days(recorded));
        var asked = StatementKey.of(subjectOf(id), body, keyed, interner);
        var known = statements.of(asked);
        var key = known == null ? asked : known.key();
        var facts = basis.facts(key, id.token(), body, resolved, saidOn, recorded, interner);
        statements.add(facts);
        return facts;
    }

    private void withdraw(Filing filing) {
        if (filing.facts != null) {
            statements.remove(filing.facts);
            filing.facts = null;
        }
    }

    /**
     * Returns the token alone, or the whole id if the report has another actor or issue than the
     * dossier.
     */
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
     * The first 64 bits of the content's digest. They suffice to tell a repeat from other content
     * under the same id.
     */
    private static long fingerprint(String digest) {
        return HexFormat.fromHexDigitsToLong(digest, 0, 16);
    }

    /** The content first filed under one id, and its current content. */
    private static final class Filing {
        private final long first;
        private long standing;
        private boolean retracted;

        /** The offset of the event that has the current content. */
        private long offset;

        /** Null while the report is retracted, or if the fold does not take it. */
        private @Nullable Facts facts;

        Filing(long fingerprint, long offset) {
            first = fingerprint;
            standing = fingerprint;
            this.offset = offset;
        }
    }
}
