package org.demarche.position.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import io.micrometer.core.instrument.Gauge;
import java.util.HashSet;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Cancelled;
import org.demarche.log.control.ControlEvent.Paused;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Resumed;
import org.demarche.log.control.ControlEvent.Retired;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.ControlEvent.Throttled;
import org.demarche.log.view.ViewKey;
import org.demarche.position.Stack;
import org.junit.jupiter.api.Test;

/** Versions that the catalog pauses, slows down or lets go. */
class PausedVersionsTest extends CatalogVersions {

    @Test
    void one_that_is_paused_goes_on_from_its_mark() {
        appendManyAndOneThatCannotBeFolded();
        try (var versions = stack.versions(code)) {
            decide(new Started(4, 4, true, 60, null, Started.WITHIN));
            awaitBegun(NEXT);

            decide(new Paused(4));
            Stack.await(() -> !versions.details().containsKey(NEXT.toString()));
            stack.awaitSettled(NEXT);
            var paused = folded(NEXT);
            assertThat(paused).isPositive().isLessThan(MANY);
            stack.append(filed("norland", "last", FAVOR, "2024-03-01"));
            stack.awaitFolded(LIVE);
            assertThat(folded(NEXT)).isEqualTo(paused);
            assertThat(lag(NEXT)).isNull();

            decide(new Throttled(4, null));
            decide(new Resumed(4));
            stack.awaitFolded(NEXT);
            Stack.await(() -> lag(NEXT) instanceof Gauge lag && lag.value() == 0);
        }
        assertIsWhole(NEXT);
        assertParkedOnce();
    }

    @Test
    void one_that_is_paused_is_folded_by_nobody_who_starts_and_may_be_cancelled() {
        stack.append(reports(0, MANY));
        decide(new Started(4, 4, true, 60, null, Started.WITHIN));
        try (var _ = stack.versions(code)) {
            awaitBegun(NEXT);
            decide(new Paused(4));
        }
        stack.awaitSettled(NEXT);
        var paused = folded(NEXT);
        stack.append(filed("norland", "last", FAVOR, "2024-03-01"));
        try (var versions = stack.versions(code)) {
            stack.awaitFolded(LIVE);
            assertThat(versions.details()).containsOnlyKeys(LIVE.toString());
            assertThat(folded(NEXT)).isEqualTo(paused);

            decide(new Cancelled(4));
            awaitGone(NEXT);
        }
    }

    @Test
    void a_replay_holds_its_rate_until_it_is_lifted() {
        stack.append(reports(0, MANY));
        try (var _ = stack.versions(code);
                var _ = stack.versions(code)) {
            decide(new Started(4, 4, true, 30, null, Started.WITHIN));
            awaitBegun(NEXT);
            Stack.await(() -> stack.marks(NEXT).size() == stack.config.partitions());
            decide(new Throttled(4, null));
            stack.awaitFolded(NEXT);
        }
        // a transaction is open for four seconds, and what was due a moment before may be in it
        assertThat(firstMarks(NEXT)).isPositive().isLessThan(MANY / 2);
        assertIsWhole(NEXT);
    }

    @Test
    void one_that_is_served_is_held_back_no_more_and_the_last_one_stays_by() {
        stack.append(reports(0, MANY));
        try (var versions = stack.versions(code)) {
            decide(new Started(4, 4, true, 1, null, Started.WITHIN));
            awaitBegun(NEXT);
            // however far the other one is
            Stack.await(versions::isReady);
            decide(new Promoted(4, 1));
            stack.append(reports(MANY, MANY + 20));
            stack.awaitFolded(NEXT);
            stack.awaitFolded(LIVE);
            Stack.await(versions::isReady);

            decide(new Retired(3));
            awaitGone(LIVE);
            stack.append(filed("norland", "last", FAVOR, "2024-03-01"));
            stack.awaitFolded(NEXT);
        }
        assertIsWhole(NEXT);
    }

    /** How far the first transaction of each partition went. */
    private long firstMarks(VersionId version) {
        var seen = new HashSet<Integer>();
        return stack.view(version).stream()
                .filter(record -> ViewKey.isMark(ViewKey.of(record.key())))
                .filter(record -> seen.add(record.partition()))
                .mapToLong(record -> Stack.mark(record).next())
                .sum();
    }
}
