package org.demarche.log.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** A reader is up to date for 30 s after it has read all that Kafka says there is. */
class TopicEndWatchTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = 7 * SECOND;
    private CompletableFuture<Long> end = CompletableFuture.completedFuture(3L);
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
    private final List<Long> asked = new ArrayList<>();
    private final TopicEndWatch watch =
            new TopicEndWatch(
                    () -> end,
                    next -> {
                        asked.add(next);
                        return reading;
                    },
                    () -> now);

    @Test
    void an_answer_that_the_reader_has_reached_counts_for_30_s() {
        now += 29 * SECOND;
        assertThat(watch.isRecent()).isTrue();
        watch.ask();
        now += 29 * SECOND;
        assertThat(watch.isRecent()).isTrue();
        now += SECOND;
        assertThat(watch.isRecent()).isFalse();
        assertThat(asked).containsExactly(3L);
    }

    @Test
    void without_an_answer_it_is_out_of_date_until_the_next_one() {
        end = CompletableFuture.failedFuture(new TimeoutException("away"));
        now += 30 * SECOND;
        watch.ask();
        assertThat(watch.isRecent()).isFalse();

        end = CompletableFuture.completedFuture(4L);
        watch.ask();
        assertThat(watch.isRecent()).isTrue();
    }

    @Test
    void an_answer_beyond_the_reader_does_not_count() {
        reading = CompletableFuture.failedFuture(new CompletionException("stopped", null));
        now += 30 * SECOND;

        watch.ask();

        assertThat(watch.isRecent()).isFalse();
        assertThat(asked).containsExactly(3L);
    }
}
