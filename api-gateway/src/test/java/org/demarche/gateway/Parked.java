package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.log.VersionId;
import org.demarche.log.view.DeadLetterHeaders;
import org.jspecify.annotations.Nullable;

/** Dead letters, as the position service writes them. */
public final class Parked {

    private Parked() {}

    /**
     * @param partition of the log, and of the letter
     * @param offset of the record
     * @param event that the record's headers name; null: none
     */
    public static void letter(
            Stack stack,
            VersionId version,
            int partition,
            long offset,
            String reason,
            @Nullable String event,
            byte @Nullable [] value) {
        var topic = stack.config().topics().reports();
        letter(stack, topic, version, partition, offset, reason, event, value);
    }

    /** The same of a record in this topic. */
    public static void letter(
            Stack stack,
            String topic,
            VersionId version,
            int partition,
            long offset,
            String reason,
            @Nullable String event,
            byte @Nullable [] value) {
        var place = "%s/%d/%d".formatted(topic, partition, offset);
        var letter =
                new ProducerRecord<>(
                        stack.config().topics().deadLetters(),
                        partition,
                        place.getBytes(UTF_8),
                        value);
        letter.headers()
                .add(DeadLetterHeaders.PROJECTION, version.projection().getBytes(UTF_8))
                .add(DeadLetterHeaders.VERSION, Integer.toString(version.number()).getBytes(UTF_8))
                .add(DeadLetterHeaders.REASON, reason.getBytes(UTF_8))
                .add(DeadLetterHeaders.KEY, "norland".getBytes(UTF_8));
        if (event != null) {
            letter.headers().add(DeadLetterHeaders.OF_SOURCE + "ce_id", event.getBytes(UTF_8));
        }
        stack.append(letter);
    }
}
