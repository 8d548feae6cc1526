package org.demarche.torture.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.torture.check.ClientsAndLog.TOLL;
import static org.demarche.torture.check.ClientsAndLog.content;
import static org.demarche.torture.check.ClientsAndLog.report;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.demarche.torture.check.ClientStep.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker finds each thing that may go wrong, and nothing in a run where nothing did. */
class CheckerTest {

    /**
     * One thing that is otherwise.
     *
     * @param breaks the only guarantee that it breaks
     */
    private record Mutation(String what, Guarantee breaks, Consumer<ClientsAndLog> change) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static Mutation mutation(
            String what, Guarantee breaks, Consumer<ClientsAndLog> change) {
        return new Mutation(what, breaks, change);
    }

    static List<Mutation> mutations() {
        return List.of(
                mutation(
                        "acknowledged and not in the log",
                        Guarantee.KEPT,
                        run ->
                                run.first.add(
                                        wrote("h", "r4", ReportChange.FILING, Fate.ACKNOWLEDGED))),
                mutation(
                        "in the log twice",
                        Guarantee.ONCE,
                        run -> run.log("g", ReportChange.RETRACTION, "r2", null)),
                mutation(
                        "of unknown outcome and there twice",
                        Guarantee.ONCE,
                        run -> {
                            run.second.add(wrote("h", "r1", ReportChange.CORRECTION, Fate.UNKNOWN));
                            run.log("h", ReportChange.CORRECTION, "r1", content("none", 3));
                            run.log("h", ReportChange.CORRECTION, "r1", content("none", 3));
                        }),
                mutation(
                        "filed again by another write",
                        Guarantee.ONCE,
                        run -> {
                            run.first.add(wrote("h", "r1", ReportChange.FILING, Fate.ACKNOWLEDGED));
                            run.log("h", ReportChange.FILING, "r1", content("none", 3));
                        }),
                mutation(
                        "refused and in the log",
                        Guarantee.ASKED_FOR,
                        run -> {
                            run.first.add(wrote("h", "r2", ReportChange.RETRACTION, Fate.REFUSED));
                            run.log("h", ReportChange.RETRACTION, "r2", null);
                        }),
                mutation(
                        "sent by nobody",
                        Guarantee.ASKED_FOR,
                        run -> run.log("h", ReportChange.RETRACTION, "r2", null)),
                mutation(
                        "logged as another change",
                        Guarantee.ASKED_FOR,
                        run -> {
                            run.first.add(
                                    wrote("h", "r2", ReportChange.CORRECTION, Fate.ACKNOWLEDGED));
                            run.log("h", ReportChange.RETRACTION, "r2", null);
                        }),
                mutation(
                        "a read older than its write",
                        Guarantee.OWN_WRITES,
                        run -> run.saw(run.second, 3, run.document(2))),
                mutation(
                        "a read older than a read",
                        Guarantee.FORWARD,
                        // the first client has written no more than three events, and seen all
                        run -> run.saw(run.first, 3, run.document(3))),
                mutation(
                        "a version before the last one",
                        Guarantee.FORWARD,
                        run -> run.saw(run.first, 2)),
                mutation(
                        "a version before the one rolled back to",
                        Guarantee.FORWARD,
                        run -> {
                            run.rolledBack(2);
                            run.saw(run.first, 1);
                        }),
                mutation(
                        "a read that no end of the log gives",
                        Guarantee.FOLDED,
                        run -> run.saw(run.first, 3, foreign())),
                mutation(
                        "another position",
                        Guarantee.FOLDED,
                        run -> run.positions.put(TOLL, foreign())),
                mutation(
                        "a position that is missing",
                        Guarantee.FOLDED,
                        run -> run.positions.clear()),
                mutation(
                        "a position of nobody",
                        Guarantee.FOLDED,
                        run ->
                                run.positions.put(
                                        new ActorAndIssue("nobody", "canal-toll"), foreign())),
                mutation("a shift that is missing", Guarantee.FOLDED, run -> run.shifts.clear()),
                mutation(
                        "a report counted twice",
                        Guarantee.FOLDED,
                        run ->
                                run.tallies.merge(
                                        Checker.tallyKey(TOLL, "against"), 1, Integer::sum)),
                mutation("a mark before the last one", Guarantee.FENCED, run -> run.marks.add(4L)),
                mutation(
                        "a good write answered otherwise",
                        Guarantee.ANSWERED,
                        run ->
                                run.first.add(
                                        new ClientStep.Wrote(
                                                "h",
                                                report("r4"),
                                                ReportChange.FILING,
                                                Fate.REFUSED,
                                                "409"))),
                mutation(
                        "a read answered otherwise",
                        Guarantee.ANSWERED,
                        run -> run.first.add(new ClientStep.Failed("500"))));
    }

    @Test
    void a_run_without_a_fault_is_clean() {
        var run = new ClientsAndLog();

        assertThat(found(run.check())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void one_thing_that_is_otherwise_is_found_and_nothing_else(Mutation mutation) {
        var run = new ClientsAndLog();

        mutation.change().accept(run);

        assertThat(found(run.check())).containsExactly(mutation.breaks());
    }

    @Test
    void each_guarantee_has_a_mutation() {
        assertThat(mutations().stream().map(Mutation::breaks))
                .containsAll(EnumSet.allOf(Guarantee.class));
    }

    @Test
    void a_write_of_unknown_outcome_may_be_there_or_not() {
        var run = new ClientsAndLog();
        run.first.add(wrote("h", "r2", ReportChange.RETRACTION, Fate.UNKNOWN));
        run.log("h", ReportChange.RETRACTION, "r2", null);

        assertThat(found(run.check())).isEmpty();
    }

    @Test
    void a_read_without_a_token_may_be_old() {
        var run = new ClientsAndLog();
        run.second.add(new ClientStep.Saw(TOLL, false, 90, 91, 3, run.document(1)));

        assertThat(found(run.check())).isEmpty();
    }

    @Test
    void a_roll_back_takes_the_version_back() {
        var run = new ClientsAndLog();
        run.rolledBack(2);
        run.saw(run.first, 2);

        assertThat(found(run.check())).isEmpty();
    }

    private static EnumSet<Guarantee> found(Verdict verdict) {
        var found = EnumSet.allOf(Guarantee.class);
        found.removeIf(guarantee -> verdict.of(guarantee).isEmpty());
        return found;
    }

    private static ClientStep wrote(String name, String id, ReportChange change, Fate fate) {
        return new ClientStep.Wrote(name, report(id), change, fate, "");
    }

    private static PairDocument foreign() {
        var fold = new PairFold();
        fold.apply(
                new LoggedChange(
                        0,
                        0,
                        "x",
                        report("x"),
                        ReportChange.FILING,
                        TOLL,
                        content("conditional", 9)));
        return fold.document();
    }
}
