package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.demarche.declared.Events.Said;
import org.demarche.declared.aggregate.Limits;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.demarche.model.fold.Outcome;

/** Documents are those of what stands, whatever happened on the way and wherever it was cut. */
class DeclaredPropertiesTest {

    private static final String FIELDS =
            """
                { "reports": "count()", "byStance": "countBy(report.stance)",
                  "actors": "distinct(report.holder)", "worst": "max(report.credibility)",
                  "best": "min(report.credibility * 2)", "total": "sum(report.credibility)",
                  "weight": "sum(0.1 * double(report.credibility))",
                  "earliest": "min(said.latest)", "lastSaid": "max(report.saidOn)",
                  "first": "first(report.source.outlet)", "last": "last(report.summary)",
                  "outlets": "top(2, report.source.outlet)",
                  "inverse": "max(6 / (report.credibility - 1))" }
                """;

    private static final Definition ROOMY = definition(FIELDS, new Limits(100, 100_000));
    private static final Definition TIGHT = definition(FIELDS, new Limits(2, 100_000));
    private static final String DISTINCT = "{\"outlets\": \"distinct(report.source.outlet)\"}";

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void what_stands_alone_decides(
            @ForAll("logs") List<ReportEvent> log,
            @ForAll Set<@IntRange(max = 39) Integer> commits) {
        for (var definition : List.of(ROOMY, TIGHT)) {
            var running = new Partition(definition);
            for (var n = 0; n < log.size(); n++) {
                running.fold(log.get(n));
                if (commits.contains(n)) {
                    running.commit();
                }
            }
            var afresh = new Partition(definition);
            standing(log).forEach(afresh::fold);

            assertThat(running.counted()).isEqualTo(afresh.counted());
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void any_restart_and_any_repeat_puts_the_same_as_if_nothing_had_stopped(
            @ForAll("logs") List<ReportEvent> log,
            @ForAll Set<@IntRange(max = 39) Integer> restarts,
            @ForAll Set<@IntRange(max = 39) Integer> repeats) {
        var steady = new Partition(TIGHT);
        var restarted = new Partition(TIGHT);
        for (var n = 0; n < log.size(); n++) {
            if (restarts.contains(n)) {
                steady.commit();
                restarted.restart();
            }
            steady.fold(log.get(n));
            restarted.fold(log.get(n));
            if (repeats.contains(n)) {
                steady.commit();
                restarted.restart();
                assertThat(restarted.fold(log.get(n))).isNotInstanceOf(Outcome.Folded.class);
            }
        }
        assertThat(restarted.puts()).isEqualTo(steady.puts());

        var whole = new Partition(TIGHT);
        log.forEach(whole::fold);
        assertThat(restarted.documents()).isEqualTo(whole.documents());
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void partitions_merge_into_the_whole(
            @ForAll("logs") List<ReportEvent> log, @ForAll @IntRange(min = 1, max = 4) int k) {
        var definition = ROOMY;
        var whole = new Partition(definition);
        var partitions = Stream.generate(() -> new Partition(definition)).limit(k).toList();
        for (var event : log) {
            whole.fold(event);
            partitions.get(Math.floorMod(event.report().holder().hashCode(), k)).fold(event);
        }

        assertThat(Partition.served(definition, partitions))
                .isEqualTo(Partition.served(definition, List.of(whole)));
    }

    /**
     * Of distinct values the first are kept, and those of the whole are among those of its parts.
     */
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void distinct_values_merge_into_the_whole_also_where_they_are_capped(
            @ForAll("logs") List<ReportEvent> log,
            @ForAll @IntRange(max = 3) int values,
            @ForAll @IntRange(max = 30) int bytes) {
        var definition = definition(DISTINCT, new Limits(values, bytes));
        var whole = new Partition(definition);
        var partitions = Stream.generate(() -> new Partition(definition)).limit(3).toList();
        for (var event : log) {
            whole.fold(event);
            partitions.get(Math.floorMod(event.report().holder().hashCode(), 3)).fold(event);
        }

        assertThat(Partition.served(definition, partitions))
                .isEqualTo(Partition.served(definition, List.of(whole)));
    }

    @Provide
    Arbitrary<List<ReportEvent>> logs() {
        var said =
                Combinators.combine(
                                Arbitraries.of("norland", "sudland", "westmark"),
                                Arbitraries.of(Stance.class),
                                Arbitraries.of("daily", "weekly", "wire", "blick", "zeit"),
                                Arbitraries.of("wire", "Агентство/press").injectNull(0.3),
                                Arbitraries.of("2024-03-02", "2024-03", "../2024-03-01")
                                        .injectNull(0.3),
                                Arbitraries.integers().between(1, 6).injectNull(0.3),
                                Arbitraries.of("one", "two").injectNull(0.5))
                        .as(Said::new);
        return Combinators.combine(
                        said,
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 9))
                .as(Step::new)
                .list()
                .ofMaxSize(40)
                .map(DeclaredPropertiesTest::log);
    }

    private record Step(Said said, int report, int what) {}

    /** Of few reports, so that they are corrected, retracted, reinstated and filed twice. */
    private static List<ReportEvent> log(List<Step> steps) {
        var log = new ArrayList<ReportEvent>();
        for (var step : steps) {
            var token = "r" + step.report;
            var second = log.size() / 2; // now and then two in one instant
            log.add(
                    switch (step.what) {
                        case 0, 1 -> step.said.retracted(token, second);
                        case 2, 3, 4 -> step.said.corrected(token, second);
                        default -> step.said.filed(token, second);
                    });
        }
        return log;
    }

    /** The reports that stand, each as if its last content had been filed. */
    private static List<ReportEvent> standing(List<ReportEvent> log) {
        var filed = new LinkedHashMap<String, ReportEvent.Filed>();
        Map<String, ReportEvent> standing = new LinkedHashMap<>();
        for (var event : log) {
            var id = event.report().toString();
            switch (event) {
                case ReportEvent.Filed one -> {
                    if (filed.putIfAbsent(id, one) == null) {
                        standing.put(id, one);
                    }
                }
                case ReportEvent.Corrected(
                                var report,
                                var body,
                                var resolved,
                                var digest,
                                var at) -> {
                    var same =
                            standing.get(id) instanceof ReportEvent.Filed before
                                    && before.digest().equals(digest);
                    if (filed.containsKey(id) && !same) {
                        standing.put(id, new ReportEvent.Filed(report, body, resolved, digest, at));
                    }
                }
                case ReportEvent.Retracted _ -> standing.remove(id);
            }
        }
        return List.copyOf(standing.values());
    }

    private static Definition definition(String fields, Limits limits) {
        try {
            return Definition.parse(
                    """
                    { "name": "all", "where": "report.stance != 'none'", "key": "resolved.origin",
                      "fields": %s }
                    """
                            .formatted(fields)
                            .getBytes(UTF_8),
                    limits);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
