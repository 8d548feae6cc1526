package org.demarche.position.partition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.position.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastMarkTest {

    private final Stack stack = new Stack(2);
    private final String view = stack.config.topics().view(Stack.VERSION);
    private final LastMark marks = new LastMark(stack.clients);
    private final Producer<byte[], byte[]> writer = stack.clients.viewWriter(1);

    LastMarkTest() {
        writer.initTransactions();
    }

    @AfterEach
    void close() {
        writer.close();
        marks.close();
        stack.close();
    }

    @Test
    void in_a_view_that_was_never_written_there_is_none() {
        assertThat(find()).isEqualTo(Mark.START);
        write(3);
        writer.abortTransaction();
        assertThat(find()).isEqualTo(Mark.START);
    }

    @Test
    void the_last_of_those_that_were_committed_is_found() {
        for (var next = 1; next <= 3; next++) {
            write(2);
            put(ViewKey.mark(1), mark(next).encode());
            writer.commitTransaction();
        }
        assertThat(find()).isEqualTo(mark(3));
    }

    @Test
    void it_is_found_at_the_beginning_where_all_else_was_aborted() {
        writer.beginTransaction();
        put(ViewKey.mark(1), mark(7).encode());
        writer.commitTransaction();
        for (var n = 0; n < 3; n++) {
            write(500);
            put(ViewKey.mark(1), mark(8).encode());
            writer.abortTransaction();
        }
        assertThat(find()).isEqualTo(mark(7));
    }

    @Test
    void what_is_no_mark_stops_the_version() {
        write(1);
        put(ViewKey.mark(1), "{}".getBytes(UTF_8));
        writer.commitTransaction();
        assertThatThrownBy(this::find)
                .isInstanceOf(VersionStopped.class)
                .hasMessageStartingWith("The mark in %s-1 at offset 1 is not valid", view);
    }

    private Mark find() {
        stack.awaitSettled(Stack.VERSION);
        var place = new TopicPartition(view, 1);
        try {
            var ends = stack.admin.listOffsets(Map.of(place, OffsetSpec.latest())).all().get();
            return marks.find(1, ends.get(place).offset());
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins a transaction with so many documents. */
    private void write(int documents) {
        writer.beginTransaction();
        for (var n = 0; n < documents; n++) {
            put(ViewKey.position("norland", "issue-" + n), "{}".getBytes(UTF_8));
        }
    }

    private void put(String key, byte[] value) {
        var _ = writer.send(new ProducerRecord<>(view, 1, ViewKey.bytes(key), value));
    }

    private static Mark mark(long next) {
        return new Mark(next, 0, Instant.EPOCH);
    }
}
