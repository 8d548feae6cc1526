package org.demarche.position.partition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.Topics;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private final DeadLetters deadLetters =
            new DeadLetters(
                    KafkaConfig.of(Map.of(), Map.of()).topics(), new VersionId("positions", 1));

    @Test
    void what_is_longer_than_a_dead_letter_may_be_is_cut_with_its_length_and_digest()
            throws Exception {
        var value = new byte[Topics.LONGEST_DEAD_LETTER + 1];
        Arrays.fill(value, (byte) 'x');

        var letter = deadLetters.of(record(value), "too long");

        assertThat(letter.value()).hasSize(Topics.LONGEST_DEAD_LETTER).containsOnly('x');
        assertThat(text(letter.headers(), "length")).isEqualTo("2097153");
        assertThat(text(letter.headers(), "sha256"))
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
    }

    @Test
    void headers_that_would_not_fit_are_left_out_and_counted() {
        var record = record(new byte[] {1});
        record.headers().add("small", "kept".getBytes(UTF_8)).add("huge", new byte[100_000]);

        var headers = deadLetters.of(record, "unreadable").headers();

        assertThat(text(headers, "source.small")).isEqualTo("kept");
        assertThat(headers.lastHeader("source.huge")).isNull();
        assertThat(text(headers, "headers-left-out")).isEqualTo("1");
    }

    @Test
    void many_small_headers_beside_a_long_value_leave_a_letter_that_fits() {
        var record = record(new byte[Topics.LONGEST_DEAD_LETTER]);
        for (var n = 0; n < 20_000; n++) {
            record.headers().add("h", new byte[0]);
        }

        var letter = deadLetters.of(record, "unreadable");

        assertThat(text(letter.headers(), "headers-left-out")).isNotEqualTo("20000");
        assertThat(
                        AbstractRecords.estimateSizeInBytesUpperBound(
                                RecordBatch.CURRENT_MAGIC_VALUE,
                                CompressionType.LZ4,
                                letter.key(),
                                letter.value(),
                                letter.headers().toArray()))
                .isLessThan(Topics.LONGEST_DEAD_LETTER + 64 * 1024);
    }

    @Test
    void a_long_reason_is_cut() {
        var headers = deadLetters.of(record(null), "x".repeat(100_000)).headers();

        assertThat(text(headers, "reason")).isEqualTo("x".repeat(1000));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("demarche.reports", 3, 17, "norland".getBytes(UTF_8), value);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
