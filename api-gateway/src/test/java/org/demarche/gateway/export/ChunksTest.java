package org.demarche.gateway.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.demarche.http.Refusal;
import org.demarche.model.Stance;
import org.demarche.model.explain.StatementEvidence;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** An export goes on as fast as it is read, and holds no more than a chunk. */
class ChunksTest {

    private static final int LINE_BYTES = 6_000;
    private static final StatementEvidence STATEMENT = Told.of("norland", Stance.FAVOR, null);

    private int taken;

    @Test
    void only_what_was_asked_for_is_put_together() {
        var chunks = new ArrayList<byte[]>();
        var reader =
                new BaseSubscriber<byte[]>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {}

                    @Override
                    protected void hookOnNext(byte[] chunk) {
                        chunks.add(chunk);
                    }
                };
        var ended = new AtomicInteger();
        StatementExportController.chunks(lines(), endless(), ended::incrementAndGet)
                .subscribe(reader);

        assertThat(taken).isZero();
        reader.request(1);
        assertThat(chunks).hasSize(1);
        // the first statement that fills it ends a chunk
        assertThat(taken).isEqualTo(3);
        reader.request(2);
        assertThat(chunks).hasSize(3);
        assertThat(taken).isEqualTo(9);
        assertThat(ended).hasValue(0);
        reader.cancel();
        assertThat(ended).hasValue(1);
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk).hasSize(3 * LINE_BYTES));
    }

    @Test
    void without_statements_there_is_the_head_alone() {
        var lines =
                new StatementLines() {
                    @Override
                    public byte[] head() {
                        return "head".getBytes(UTF_8);
                    }

                    @Override
                    public byte[] of(StatementEvidence statement) {
                        throw new AssertionError(statement);
                    }
                };

        assertThat(whole(lines, List.<StatementEvidence>of().iterator())).isEqualTo("head");
        assertThat(whole(lines(), List.<StatementEvidence>of().iterator())).isEmpty();
    }

    @Test
    void a_search_for_statements_that_have_a_line_shows_that_it_goes_on() {
        StatementLines none = _ -> new byte[0];

        var first = StatementExportController.chunks(none, endless(), () -> {}).blockFirst();

        assertThat(first).isEmpty();
        assertThat(taken).isEqualTo(1_000);
    }

    @Test
    void an_export_that_ends_makes_room_for_the_next() {
        var places = new Slots("exports", Duration.ofSeconds(30));

        for (var n = 0; n < 2 * Slots.MOST; n++) {
            var nothing = List.<StatementEvidence>of().iterator();
            places.taken(release -> StatementExportController.chunks(lines(), nothing, release))
                    .blockLast();
        }

        assertThat(places.free().availablePermits()).isEqualTo(Slots.MOST);
    }

    @Test
    void a_place_is_taken_when_it_is_promised_and_given_back_where_nobody_reads() throws Exception {
        var places = new Slots("exports", Duration.ofMillis(200));
        for (var n = 0; n < Slots.MOST; n++) {
            var _ = places.taken(_ -> Flux.never());
        }

        assertThatThrownBy(() -> places.taken(_ -> Flux.never()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(503));
        assertThat(places.free().tryAcquire(Slots.MOST, 20, TimeUnit.SECONDS)).isTrue();
    }

    private static String whole(StatementLines lines, Iterator<StatementEvidence> statements) {
        return StatementExportController.chunks(lines, statements, () -> {})
                .map(chunk -> new String(chunk, UTF_8))
                .collect(joining())
                .block();
    }

    private static StatementLines lines() {
        return _ -> new byte[LINE_BYTES];
    }

    private Iterator<StatementEvidence> endless() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public StatementEvidence next() {
                taken++;
                return STATEMENT;
            }
        };
    }
}
