package org.demarche.model.fold;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.demarche.model.Grades;
import org.demarche.model.Report;
import org.demarche.model.Resolved;
import org.demarche.model.Scope;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.demarche.model.Voice;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The rules that make positions from reports. Each rule is a function of the reports alone. All
 * rules have the rest in common: the filings, the statement that a report attests, the order of
 * statements, and the runs.
 */
public enum Rule {
    LATEST_OWN_1("latest-own/1") {
        @Override
        public Days days(Report body, Instant recorded) {
            return body.days(recorded);
        }

        @Override
        boolean denies(Report body, Voice voice) {
            return false;
        }

        @Override
        Grades grades(Report body, Resolved resolved) {
            return Grades.NONE;
        }

        @Override
        Mentions mentions(Report body, Scope scope, boolean denies) {
            return Mentions.NONE;
        }

        @Override
        Account account(List<Facts> reports) {
            return EqualDays.account(reports);
        }

        @Override
        public List<Facts> named(Statement statement) {
            return statement.reports();
        }

        @Override
        public boolean contested(Statement statement) {
            return EqualDays.contested(statement);
        }

        @Override
        public boolean daysConflict(Collection<Facts> reports, boolean texts) {
            return texts;
        }

        @Override
        Turn turn(List<Statement> statements, @Nullable Turn before) {
            return HeaviestStance.turn(statements);
        }

        @Override
        List<Shift> shifts(Subject subject, List<Turn> turns) {
            return Shift.inARow(subject, turns);
        }

        @Override
        public Weighing weigh(List<Statement> statements, @Nullable Stance stance) {
            return new Weighing(ReportCount.of(statements), null);
        }
    },
    LATEST_OWN_2("latest-own/2") {
        @Override
        public Days days(Report body, Instant recorded) {
            return body.saidBy(recorded);
        }

        @Override
        boolean denies(Report body, Voice voice) {
            return body.denies() != null && body.stance() == Stance.NONE && voice.equals(Voice.OWN);
        }

        @Override
        Grades grades(Report body, Resolved resolved) {
            return Grades.of(body, resolved);
        }

        @Override
        Mentions mentions(Report body, Scope scope, boolean denies) {
            return Mentions.of(body, scope, denies);
        }

        @Override
        Account account(List<Facts> reports) {
            return SharedDay.account(reports);
        }

        @Override
        public List<Facts> named(Statement statement) {
            return statement.accountFirst();
        }

        @Override
        public boolean contested(Statement statement) {
            return Contradiction.in(statement);
        }

        @Override
        public boolean daysConflict(Collection<Facts> reports, boolean texts) {
            return Contradiction.ofDays(reports);
        }

        @Override
        Turn turn(List<Statement> statements, @Nullable Turn before) {
            return LastStance.turn(statements, before);
        }

        @Override
        List<Shift> shifts(Subject subject, List<Turn> turns) {
            return new Placement(turns).shifts(subject);
        }

        @Override
        public Weighing weigh(List<Statement> statements, @Nullable Stance stance) {
            return Weighing.of(statements, stance);
        }
    };

    private final String label;

    Rule(String label) {
        this.label = label;
    }

    /** The name of this constant on the wire; it never changes. */
    public String label() {
        return label;
    }

    public static Optional<Rule> of(String label) {
        return Arrays.stream(values()).filter(rule -> rule.label.equals(label)).findFirst();
    }

    /** The days between which the statement was made, according to a report. */
    public abstract Days days(Report body, Instant recorded);

    /** Whether the report is the actor's denial of a statement. A denial takes no stance. */
    abstract boolean denies(Report body, Voice voice);

    abstract Grades grades(Report body, Resolved resolved);

    abstract Mentions mentions(Report body, Scope scope, boolean denies);

    /**
     * Returns the account of a statement that counts.
     *
     * @param reports all reports that attest the statement, in their order
     */
    abstract Account account(List<Facts> reports);

    /**
     * Returns the statement that reports attest.
     *
     * @param reports the reports, in any order
     */
    public Statement statement(Collection<Facts> reports) {
        return Statement.of(reports.stream().sorted(Facts.ORDER).toList(), this::account);
    }

    /** The reports of a statement, in the order in which a position names them. */
    public abstract List<Facts> named(Statement statement);

    public abstract boolean contested(Statement statement);

    /**
     * Whether origins contradict each other about the days of a statement.
     *
     * @param texts whether origins give the days in different texts
     */
    public abstract boolean daysConflict(Collection<Facts> reports, boolean texts);

    /**
     * @param statements the statements of one voice and one pair of days, in their order, without
     *     refusals to comment
     * @param before the previous turn in the order of the fold; null for the first turn
     */
    abstract Turn turn(List<Statement> statements, @Nullable Turn before);

    /** Returns the shifts, the oldest first. Each turn has at most one shift into it. */
    abstract List<Shift> shifts(Subject subject, List<Turn> turns);

    /**
     * Counts the support of a stance.
     *
     * @param stance the stance that follows from these statements
     */
    public abstract Weighing weigh(List<Statement> statements, @Nullable Stance stance);
}
