package org.demarche.position.partition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.demarche.log.view.DeadLetterHeaders.KEY;
import static org.demarche.log.view.DeadLetterHeaders.LEFT_OUT;
import static org.demarche.log.view.DeadLetterHeaders.LENGTH;
import static org.demarche.log.view.DeadLetterHeaders.OF_SOURCE;
import static org.demarche.log.view.DeadLetterHeaders.PROJECTION;
import static org.demarche.log.view.DeadLetterHeaders.REASON;
import static org.demarche.log.view.DeadLetterHeaders.SHA_256;
import static org.demarche.log.view.DeadLetterHeaders.VERSION;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.demarche.log.Sha256;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each record that cannot be folded, with its place and the reason, so that none is skipped.
 */
public final class DeadLetters {

    /**
     * The most bytes of the record's key and headers that are kept. Other headers are only counted.
     */
    private static final int LONGEST_HEADERS = 32 * 1024;

    /** The two lengths of each header have at most five bytes each. */
    private static final int LENGTHS = 10;

    /** The most characters of a reason, because a reason may quote the record. */
    private static final int LONGEST_REASON = 1000;

    private final String topic;
    private final byte[] projection;
    private final byte[] version;

    public DeadLetters(Topics topics, VersionId version) {
        topic = topics.deadLetters();
        projection = bytes(version.projection());
        this.version = bytes(Integer.toString(version.number()));
    }

    ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> source, String reason) {
        var headers =
                new RecordHeaders()
                        .add(PROJECTION, projection)
                        .add(VERSION, version)
                        .add(REASON, bytes(cut(reason)));
        var value = source.value();
        if (value != null && value.length > Topics.LONGEST_DEAD_LETTER) {
            headers.add(LENGTH, bytes(Integer.toString(value.length)))
                    .add(SHA_256, bytes(Sha256.hex(value)));
            value = Arrays.copyOf(value, Topics.LONGEST_DEAD_LETTER);
        }
        addOwn(source, headers);
        var key = source.topic() + '/' + source.partition() + '/' + source.offset();
        return new ProducerRecord<>(topic, null, bytes(key), value, headers);
    }

    private static void addOwn(ConsumerRecord<byte[], byte[]> source, Headers headers) {
        var left = LONGEST_HEADERS;
        var leftOut = 0;
        if (source.key() != null && length(KEY, source.key()) <= left) {
            headers.add(KEY, source.key());
            left -= length(KEY, source.key());
        }
        for (var header : source.headers()) {
            var name = OF_SOURCE + header.key();
            var length = length(name, header.value());
            if (length > left) {
                leftOut++;
                continue;
            }
            headers.add(name, header.value());
            left -= length;
        }
        if (leftOut > 0) {
            headers.add(LEFT_OUT, bytes(Integer.toString(leftOut)));
        }
    }

    private static int length(String name, byte @Nullable [] value) {
        return LENGTHS + bytes(name).length + (value == null ? 0 : value.length);
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
