package org.demarche.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.demarche.bench.load.Rounds.Contender;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.Samples;
import org.demarche.bench.workplace.TimeLimit;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Length LENGTH =
            new Length(3, Duration.ofSeconds(2), Duration.ofSeconds(5));

    private final TimeLimit deadline = TimeLimit.in(Duration.ofMinutes(1));
    private final List<String> begun = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @Test
    void all_are_warmed_up_and_then_run_once_in_each_round() throws Exception {
        var runs =
                new Rounds(said::add)
                        .with("ours", counting("ours", 10, 30, 50))
                        .with("peer", counting("peer", 100, 100, 100))
                        .take(LENGTH, deadline);

        assertThat(begun)
                .containsExactly(
                        "ours PT5S",
                        "peer PT5S",
                        "ours PT2S",
                        "peer PT2S",
                        "ours PT2S",
                        "peer PT2S",
                        "ours PT2S",
                        "peer PT2S");
        assertThat(runs).extracting(Runs::name).containsExactly("ours", "peer");
        assertThat(said)
                .hasSameSizeAs(begun)
                .startsWith("ours: warm-up …", "peer: warm-up …", "ours: round 1 of 3 …");
    }

    @Test
    void a_peer_is_warmed_up_for_ten_seconds_at_most() throws Exception {
        var _ =
                new Rounds(said::add)
                        .with("ours", counting("ours", 10, 30))
                        .withPeer("peer", counting("peer", 100, 100))
                        .take(
                                new Length(1, Duration.ofSeconds(2), Duration.ofSeconds(60)),
                                deadline);

        assertThat(begun).containsExactly("ours PT1M", "peer PT10S", "ours PT2S", "peer PT2S");
    }

    @Test
    void the_middle_round_counts_and_the_warm_up_does_not() throws Exception {
        var runs =
                new Rounds(said::add)
                        .with("ours", counting("ours", 1_000, 40, 20, 60))
                        .with("peer", counting("peer", 1_000, 80, 80, 80))
                        .take(LENGTH, deadline);

        var ours = runs.getFirst();
        assertThat(ours.perSecond()).isEqualTo(40);
        assertThat(ours.rate("requests/s").note()).isEqualTo("runs: 40 · 20 · 60");
        var ratio = ours.toRateOf(runs.getLast());
        assertThat(ratio.name()).isEqualTo("ours to peer");
        assertThat(ratio.value()).isEqualTo(0.5);
    }

    @Test
    void a_ratio_of_latencies_is_of_the_middle_rounds() throws Exception {
        var runs =
                new Rounds(said::add)
                        .with("ours", _ -> timed(30))
                        .with("peer", _ -> timed(10))
                        .take(LENGTH, deadline);

        var ratio = runs.getFirst().toLatencyOf(runs.getLast(), "p99", 0.99);
        assertThat(ratio.name()).isEqualTo("ours to peer: p99");
        assertThat(ratio.value()).isCloseTo(3, within(0.01));
    }

    @Test
    void a_percentile_of_few_answers_is_of_all_rounds_together() {
        var ours = new Runs("ours", List.of(timed(10), timed(20), timed(600)));
        var peer = new Runs("peer", List.of(timed(10), timed(20), timed(30)));

        assertThat(ours.latencyOfAll("p99", 0.99).value()).isCloseTo(600, within(1.0));
        assertThat(ours.latencyOfAll("p99", 0.99).note()).isEqualTo("runs: 10 · 20 · 600");
        assertThat(ours.latency("p99", 0.99).value()).isCloseTo(20, within(0.1));
        assertThat(ours.toLatencyOfAll(peer, "p99", 0.99).value()).isCloseTo(20, within(0.1));
    }

    @Test
    void an_answer_that_is_not_good_ends_the_measurement() {
        Contender failing =
                _ -> new Loaded(9, Duration.ofSeconds(1), new Samples(), List.of(), 2, "was 503");

        assertThatThrownBy(() -> new Rounds(said::add).with("ours", failing).take(LENGTH, deadline))
                .isInstanceOf(BenchException.class)
                .hasMessage(
                        "ours: 2 of 9 answers did not have the expected status, the first: was 503");
    }

    /** A second each, with these counts one after the other; the last one again and again. */
    private Contender counting(String name, long... counts) {
        var runs = new ArrayList<Loaded>();
        return time -> {
            begun.add(name + ' ' + time);
            var count = counts[Math.min(runs.size(), counts.length - 1)];
            runs.add(Loaded.counted(count, Duration.ofSeconds(1)));
            return runs.getLast();
        };
    }

    private static Loaded timed(long millis) {
        var samples = new Samples();
        samples.add(Duration.ofMillis(millis).toNanos());
        return Loaded.timed(samples, Duration.ofSeconds(1));
    }
}
