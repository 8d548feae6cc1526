package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Rule;
import org.demarche.position.projection.Fold;
import org.demarche.position.projection.Positions;
import org.demarche.position.projection.WithEvents;

/** A view is right only if it does not matter where its worker stopped, or what came twice. */
class PositionsPropertiesTest {

    /** Equal events are recorded at one instant, others on other days. */
    private static PartitionLog log(List<ReportEvent> events) {
        return new PartitionLog(
                events,
                event -> 1_700_000_000_000L + Math.floorMod(event.hashCode(), 1000) * 20_000_000L);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void any_cut_into_transactions_gives_the_same_documents(
            @ForAll("logs") List<ReportEvent> events,
            @ForAll Set<@IntRange(max = 29) Integer> commits) {
        var log = log(events);

        var documents =
                folded(log, PositionsPropertiesTest::secondRule, commits, Set.of()).documents();

        assertThat(documents)
                .isEqualTo(
                        folded(log, PositionsPropertiesTest::secondRule, Set.of(), Set.of())
                                .documents())
                .isEqualTo(Reference.documents(log.events()));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_worker_that_takes_over_puts_what_the_one_before_it_would_have_put(
            @ForAll("logs") List<ReportEvent> events,
            @ForAll Set<@IntRange(max = 29) Integer> restarts) {
        var log = log(events);

        assertThat(folded(log, PositionsPropertiesTest::secondRule, Set.of(), restarts).puts)
                .isEqualTo(
                        folded(log, PositionsPropertiesTest::secondRule, restarts, Set.of()).puts);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void so_it_is_in_a_view_of_revision_2(
            @ForAll("logs") List<ReportEvent> events,
            @ForAll Set<@IntRange(max = 29) Integer> restarts) {
        var log = log(events);

        Function<PartitionLog, Fold> as = past -> new WithEvents(firstRule(past));
        var view = folded(log, as, Set.of(), restarts);

        assertThat(view.puts).isEqualTo(folded(log, as, restarts, Set.of()).puts);
        assertThat(view.documents()).isEqualTo(Reference.documents(log.events(), 2));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_view_of_revision_3_has_the_documents_of_the_first_rule(
            @ForAll("logs") List<ReportEvent> events,
            @ForAll Set<@IntRange(max = 29) Integer> restarts) {
        var log = log(events);

        assertThat(folded(log, PositionsPropertiesTest::firstRule, Set.of(), restarts).documents())
                .isEqualTo(Reference.documents(log.events(), 3));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void any_duplication_gives_the_same_documents(
            @ForAll("filings") List<ReportEvent> filings,
            @ForAll List<@IntRange(max = 29) Integer> again) {
        var twice = new ArrayList<>(filings);
        for (var n : again) {
            if (n < filings.size()) {
                twice.add(Math.min(twice.size(), n + twice.size() / 2 + 1), filings.get(n));
            }
        }
        // a duplicate is the same bytes; its filing is the first of them
        var firsts = new ArrayList<ReportEvent>();
        for (var event : twice) {
            if (!firsts.contains(event)) {
                firsts.add(event);
            }
        }

        assertThat(documents(twice)).isEqualTo(documents(firsts));
        assertThat(documents(twice).keySet()).isEqualTo(documents(filings).keySet());
    }

    @Provide
    Arbitrary<List<ReportEvent>> filings() {
        return Logs.filings();
    }

    @Provide
    Arbitrary<List<ReportEvent>> logs() {
        return Logs.any();
    }

    private static Map<String, String> documents(List<ReportEvent> events) {
        return folded(log(events), PositionsPropertiesTest::secondRule, Set.of(), Set.of())
                .documents();
    }

    private static Fold firstRule(PartitionLog log) {
        return new Positions(log::read, Rule.LATEST_OWN_1);
    }

    private static Fold secondRule(PartitionLog log) {
        return new Positions(log::read, Rule.LATEST_OWN_2);
    }

    /**
     * @param as the fold whose view it is
     * @param commits before these offsets
     * @param restarts there something is committed, too, and another goes on
     */
    private static View folded(
            PartitionLog log,
            Function<PartitionLog, Fold> as,
            Set<Integer> commits,
            Set<Integer> restarts) {
        var view = new View();
        var fold = log.restored(as.apply(log), 0);
        for (var n = 0; n < log.size(); n++) {
            if (commits.contains(n) || restarts.contains(n)) {
                fold.publish(view);
            }
            if (restarts.contains(n)) {
                fold = log.restored(as.apply(log), n);
            }
            var _ = log.fold(n, fold);
        }
        fold.publish(view);
        return view;
    }
}
