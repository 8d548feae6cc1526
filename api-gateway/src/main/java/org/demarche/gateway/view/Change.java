package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Names;
import org.demarche.log.view.ViewKey;
import org.jspecify.annotations.Nullable;

/** What one record of a view's topic changes, once the mark behind it has been read. */
sealed interface Change {

    String actor();

    String issue();

    /**
     * @throws UnreadableEvent if its key is of no kind that is known
     */
    static Change of(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        var key = ViewKey.of(record.key());
        if (ViewKey.isPosition(key)) {
            return position(key.split("/", -1), record);
        }
        if (ViewKey.isShift(key)) {
            return new ShiftChange(
                    key, record.value() == null ? null : StoredShift.of(key, record.value()));
        }
        if (ViewKey.isEvent(key)) {
            return event(key.split("/", 4), record);
        }
        throw new UnreadableEvent("the key '%s' is of no kind that is known".formatted(key), "key");
    }

    private static Change position(String[] key, ConsumerRecord<byte[], byte[]> record) {
        return new PositionChange(
                key[1], key[2], record.value() == null ? null : Document.of(record.value()));
    }

    private static Change event(String[] key, ConsumerRecord<byte[], byte[]> record) {
        var rest = key[3].getBytes(US_ASCII);
        return new EventChange(
                key[1],
                key[2],
                rest,
                record.value() == null ? null : EventTable.row(rest, record.value()),
                Names.of(record.headers()));
    }

    /**
     * @param document null: there is none any more
     */
    record PositionChange(String actor, String issue, @Nullable Document document)
            implements Change {}

    /**
     * @param key the rest of it, behind actor and issue
     * @param row null: there is none any more
     * @param names that it depends on
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, kept for a moment
    record EventChange(
            String actor, String issue, byte[] key, byte @Nullable [] row, @Nullable Names names)
            implements Change {}

    /**
     * @param key of the view
     * @param shift null: there is none any more
     */
    record ShiftChange(String key, @Nullable StoredShift shift) implements Change {

        @Override
        public String actor() {
            return ViewKey.subjectOfShift(key).actor();
        }

        @Override
        public String issue() {
            return ViewKey.subjectOfShift(key).issue();
        }
    }
}
