package org.demarche.model.fold;

import java.util.List;
import org.demarche.model.Grades;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * An actor's stance on an issue, folded by a rule from the actor's own statements. Lists are
 * complete, except for the latest statement's reports; the code that writes a document shortens
 * them. A position has no texts (summaries, addresses); code that shows texts finds them by report.
 *
 * @param stance the stance; null, and never {@code NONE}, while no own statement counts
 * @param since the days of the first turn of the run that is the position
 * @param conditions the conditions of the run's last turn
 * @param lastHeard the days of the last own statement, which may be a refusal to comment
 * @param latest the statement that speaks for the run's last turn
 * @param counts the support of this run
 * @param heard the support of all own statements
 * @param ascribed the stances that others give to the actor, one from each: first actors, then
 *     outlets, in the order of their ids
 * @param outweighed the reports and statements of this run that {@code counts} leaves out; null if
 *     the rule counts all
 */
public record Position(
        String actor,
        String issue,
        @Nullable Stance stance,
        @Nullable Days since,
        List<HeardCondition> conditions,
        @Nullable Certainty certainty,
        boolean mixed,
        boolean disputed,
        @Nullable Days lastHeard,
        @Nullable Latest latest,
        Support counts,
        Support heard,
        @Nullable Previous previous,
        List<Ascribed> ascribed,
        @Nullable Support outweighed,
        Rule rule) {

    /** The most reports of a statement that a position names. A statement may have thousands. */
    public static final int REPORTS_SHOWN = 5;

    public Position {
        conditions = List.copyOf(conditions);
        ascribed = List.copyOf(ascribed);
    }

    /** The position of a known actor on a known issue without reports. */
    public static Position unheard(String actor, String issue, Rule rule) {
        return withoutStance(new Subject(actor, issue), null, Support.NONE, List.of(), rule);
    }

    /** The position of an actor whose own statements take no stance. */
    public static Position withoutStance(
            Subject subject,
            @Nullable Days lastHeard,
            Support heard,
            List<Ascribed> ascribed,
            Rule rule) {
        return new Position(
                subject.actor(),
                subject.issue(),
                null,
                null,
                List.of(),
                null,
                false,
                false,
                lastHeard,
                null,
                Support.NONE,
                heard,
                null,
                ascribed,
                rule.weigh(List.of(), null).outweighed(),
                rule);
    }

    public enum Certainty {
        CERTAIN,
        /** A day in this run is uncertain. */
        UNCERTAIN,
        /**
         * An uncertain statement of another stance may be later than this run, or the reports do
         * not decide its last turn.
         */
        OPEN
    }

    /**
     * @param speaker the speaker's id, or else the name as given
     * @param office the speaker's office on the day according to the registry, or else the role as
     *     reported
     * @param reportCount the number of reports that attest the statement
     * @param reports the first {@link #REPORTS_SHOWN} reports; by {@link Rule#LATEST_OWN_2}, those
     *     of the account that counts come first
     * @param denied the denials of this statement by the actor, in their order
     */
    public record Latest(
            StatementId statement,
            Days saidOn,
            @Nullable String speaker,
            @Nullable String office,
            boolean contested,
            int reportCount,
            List<LatestReport> reports,
            List<Denial> denied) {

        public Latest {
            reports = List.copyOf(reports);
            denied = List.copyOf(denied);
        }
    }

    /**
     * @param grades the grades; {@link Grades#NONE} if the rule does not use grades
     */
    public record LatestReport(ReportId report, String outlet, Grades grades) {

        /** The first {@link #REPORTS_SHOWN} of these reports. */
        public static List<LatestReport> firstOf(List<Facts> reports) {
            return reports.stream().limit(REPORTS_SHOWN).map(LatestReport::of).toList();
        }

        public static LatestReport of(Facts report) {
            return new LatestReport(report.report(), report.outlet(), report.grades());
        }
    }

    /**
     * The run before the last one.
     *
     * @param until the days of its last turn
     */
    public record Previous(Stance stance, Days since, Days until) {}

    /**
     * @param by the actor spoken for, or the outlet of a narrated statement
     * @param contradicts whether the stance differs from the actor's own stance, if the actor has
     *     one
     */
    public record Ascribed(
            String by,
            boolean narrated,
            Stance stance,
            Days saidOn,
            StatementId statement,
            boolean contradicts) {}
}
