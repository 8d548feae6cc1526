package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.demarche.log.VersionId;
import org.demarche.log.control.Start;
import org.demarche.log.control.Version;
import org.demarche.log.view.Mark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How fast a version is, and whether it is stuck, second after second. */
class FoldSpeedTest {

    private static final Version REPLAYING = new Version.Replaying(start(null));

    private final FoldSpeed pace = new FoldSpeed(2);

    @Test
    void both_speeds_are_of_the_last_ten_seconds() {
        for (var second = 0; second <= 20; second++) {
            var speed = second <= 10 ? 1_000 : 100;
            var before = second <= 10 ? 0 : 9_000;
            pace.sample(
                    at(second),
                    true,
                    marks(before + (long) second * speed, 0),
                    ends(50_000 + second, 0));
        }

        var progress = progress(20, REPLAYING, marks(11_000, 0), ends(50_020, 0));

        assertThat(progress.eventsPerSecond()).isEqualTo(100);
        assertThat(progress.growthPerSecond()).isEqualTo(1);
        assertThat(progress.lag()).isEqualTo(39_020);
        assertThat(progress.caughtUpIn()).isEqualTo(39_020 / 99.0);
        assertThat(progress.converging()).isTrue();
    }

    @Test
    void what_is_no_faster_than_the_log_grows_never_catches_up() {
        pace.sample(at(0), true, marks(0, 0), ends(100, 0));
        pace.sample(at(1), true, marks(10, 0), ends(110, 0));

        var progress = progress(1, REPLAYING, marks(10, 0), ends(110, 0));

        assertThat(progress.converging()).isFalse();
        assertThat(progress.caughtUpIn()).isNull();
        assertThat(progress.eventsPerSecond()).isEqualTo(progress.growthPerSecond()).isEqualTo(10);
    }

    @Test
    void what_is_recorded_now_is_nothing_to_one_that_ends_before() {
        var bounded = new Version.Replaying(start(Instant.EPOCH.plusSeconds(5)));
        pace.sample(at(0), true, marks(0, 0), ends(100, 0));
        pace.sample(at(1), true, marks(10, 0), ends(110, 0));

        assertThat(progress(1, bounded, marks(10, 0), ends(110, 0)).converging()).isTrue();
        var ended = List.of(mark(20), new Mark(0, 0, Instant.EPOCH, null, true));
        assertThat(progress(2, bounded, ended, ends(20, 70)).lag()).isZero();
    }

    @Test
    void a_version_that_gave_its_place_back_moves_no_more_before_it_would_be_stuck() {
        pace.sample(at(0), false, marks(0, 0), ends(100, 0));
        assertThat(pace.isMoving(at(0))).isFalse();

        pace.sample(at(1), false, marks(10, 0), ends(100, 0));

        assertThat(pace.isMoving(at(2))).isTrue();
        pace.sample(at(10), true, marks(10, 0), ends(100, 0));
        assertThat(pace.isMoving(at(11))).isFalse();
        assertThat(progress(10, REPLAYING, marks(10, 0), ends(100, 0)).stuck()).isFalse();
    }

    @Test
    void a_partition_that_stands_still_is_stuck_whatever_the_others_do() {
        for (var second = 0; second <= 12; second++) {
            pace.sample(at(second), true, marks(second * 10L, 3), ends(1_000, 4));
        }

        var progress = progress(12, REPLAYING, marks(120, 3), ends(1_000, 4));

        assertThat(progress.stuck()).isTrue();
        assertThat(progress.idleFor()).isEqualTo(12);
        assertThat(progress.partitions().get(0).idleFor()).isZero();
        assertThat(progress.lag()).isPositive();
        assertThat(progress(12, new Version.Paused(start(null)), marks(120, 3), ends(1_000, 4)))
                .extracting(VersionProgress::stuck)
                .isEqualTo(false);
    }

    @Test
    void it_is_no_longer_stuck_when_it_moves() {
        pace.sample(at(0), true, marks(1, 1), ends(9, 1));
        pace.sample(at(11), true, marks(1, 1), ends(9, 1));
        assertThat(progress(11, REPLAYING, marks(1, 1), ends(9, 1)).stuck()).isTrue();

        assertThat(progress(11, REPLAYING, marks(2, 1), ends(9, 1)).stuck()).isFalse();
        pace.sample(at(12), true, marks(2, 1), ends(9, 1));
        assertThat(progress(13, REPLAYING, marks(2, 1), ends(9, 1)).idleFor()).isEqualTo(1);
    }

    @Test
    void nothing_to_do_is_no_standing_still() {
        pace.sample(at(0), true, marks(5, 5), ends(5, 5));
        pace.sample(at(60), true, marks(5, 5), ends(5, 5));
        pace.sample(at(61), true, marks(5, 5), ends(6, 5));

        var progress = progress(62, REPLAYING, marks(5, 5), ends(6, 5));

        assertThat(progress.idleFor()).isEqualTo(2);
        assertThat(progress.stuck()).isFalse();
    }

    @Test
    void what_the_log_had_at_first_is_told_from_what_came_since() {
        pace.sample(at(0), true, marks(0, 0), ends(10, 10));
        pace.sample(at(1), true, marks(10, 9), ends(20, 10));
        assertThat(progress(1, REPLAYING, marks(10, 9), ends(20, 10)).hasBeginning()).isFalse();

        assertThat(progress(1, REPLAYING, marks(10, 10), ends(20, 10)).hasBeginning()).isTrue();
    }

    @Test
    void the_last_that_could_not_be_folded_is_told() {
        var letter = new Mark.DeadLetter(7, "no body");
        var marks = List.of(mark(3), new Mark(9, 2, Instant.EPOCH, letter, false));
        pace.sample(at(0), true, marks, ends(9, 9));

        var progress = progress(0, REPLAYING, marks, ends(9, 9));

        assertThat(progress.lastError()).isEqualTo("offset 7 of partition 1: no body");
        assertThat(progress.deadLetters()).isEqualTo(2);
    }

    @Test
    void what_is_paused_has_no_speed_and_comes_no_nearer() {
        var paused = new Version.Paused(start(null));
        pace.sample(at(0), true, marks(0, 0), ends(1_000, 0));
        pace.sample(at(1), true, marks(100, 0), ends(1_000, 0));
        assertThat(progress(1, REPLAYING, marks(100, 0), ends(1_000, 0)).converging()).isTrue();

        var progress = progress(1, paused, marks(100, 0), ends(1_000, 0));

        assertThat(progress.eventsPerSecond()).isZero();
        assertThat(progress.partitions().getFirst().eventsPerSecond()).isZero();
        assertThat(progress.converging()).isFalse();
        assertThat(progress.caughtUpIn()).isNull();
    }

    @Test
    void what_is_resumed_begins_anew() {
        pace.sample(at(0), true, marks(0, 0), ends(1_000, 0));
        for (var second = 1; second <= 30; second++) {
            pace.sample(at(second), false, marks(100, 0), ends(1_000, 0));
        }
        pace.sample(at(31), true, marks(100, 0), ends(1_000, 0));
        assertThat(progress(31, REPLAYING, marks(100, 0), ends(1_000, 0)))
                .extracting(VersionProgress::eventsPerSecond, VersionProgress::stuck)
                .containsExactly(0.0, false);

        pace.sample(at(32), true, marks(150, 0), ends(1_000, 0));

        var progress = progress(32, REPLAYING, marks(150, 0), ends(1_000, 0));
        assertThat(progress.eventsPerSecond()).isEqualTo(50);
    }

    @Test
    void each_partition_has_its_own_speed() {
        pace.sample(at(0), true, marks(0, 0), ends(100, 100));
        pace.sample(at(2), true, marks(20, 2), ends(100, 100));

        var progress = progress(2, REPLAYING, marks(20, 2), ends(100, 100));

        assertThat(progress.partitions())
                .extracting(VersionProgress.Part::eventsPerSecond)
                .containsExactly(10.0, 1.0);
    }

    private VersionProgress progress(int second, Version version, List<Mark> marks, long[] ends) {
        return pace.progress(
                at(second), version, version.isFolded(), new FoldSpeed.Seen(marks, 0, null), ends);
    }

    private static Start start(@Nullable Instant until) {
        return new Start(new VersionId("positions", 3), 2, false, null, until, 10, Instant.EPOCH);
    }

    private static long at(int second) {
        return Duration.ofSeconds(1_000 + second).toNanos();
    }

    private static List<Mark> marks(long first, long second) {
        return List.of(mark(first), mark(second));
    }

    private static Mark mark(long next) {
        return new Mark(next, 0, Instant.EPOCH);
    }

    private static long[] ends(long... next) {
        return next;
    }
}
