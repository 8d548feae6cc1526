package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.demarche.log.Topics;
import org.demarche.log.VersionId;

/** Records that could not be folded, kept with where they lie and why: nothing is skipped. */
final class DeadLetters {

    /** Begins the name of each header that the record itself had. */
    static final String OF_SOURCE = "source.";

    /** What the record's own headers may take; past it they are left out, and counted. */
    private static final int LONGEST_HEADERS = 32 * 1024;

    /** In characters: a reason may quote what it complains of. */
    private static final int LONGEST_REASON = 1000;

    private final String topic;
    private final byte[] projection;
    private final byte[] version;

    DeadLetters(Topics topics, VersionId version) {
        topic = topics.deadLetters();
        projection = bytes(version.projection());
        this.version = bytes(Integer.toString(version.number()));
    }

    ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> source, String reason) {
        var headers =
                new RecordHeaders()
                        .add("projection", projection)
                        .add("version", version)
                        .add("reason", bytes(cut(reason)));
        var value = source.value();
        if (value != null && value.length > Topics.LONGEST_DEAD_LETTER) {
            headers.add("length", bytes(Integer.toString(value.length)))
                    .add("sha256", bytes(sha256(value)));
            value = Arrays.copyOf(value, Topics.LONGEST_DEAD_LETTER);
        }
        addOwn(source, headers);
        var key = source.topic() + '/' + source.partition() + '/' + source.offset();
        return new ProducerRecord<>(topic, null, bytes(key), value, headers);
    }

    private static void addOwn(ConsumerRecord<byte[], byte[]> source, Headers headers) {
        var left = LONGEST_HEADERS;
        var leftOut = 0;
        if (source.key() != null && source.key().length <= left) {
            headers.add("key", source.key());
            left -= source.key().length;
        }
        for (var header : source.headers()) {
            var length =
                    header.key().length() + (header.value() == null ? 0 : header.value().length);
            if (length > left) {
                leftOut++;
                continue;
            }
            headers.add(OF_SOURCE + header.key(), header.value());
            left -= length;
        }
        if (leftOut > 0) {
            headers.add("headers-left-out", bytes(Integer.toString(leftOut)));
        }
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
