package org.demarche.gateway.view;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The change of a copy by one record of the view. The copy applies it after the next mark is read.
 */
sealed interface CopyChange {

    /**
     * Reads a record; null for an event. Views of earlier releases have copies of events, which are
     * not needed, because the log has all events.
     *
     * @throws UnreadableEvent if the key is of no known kind, or the value is not of the key's kind
     */
    static @Nullable CopyChange of(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        var key = ViewKey.of(record.key());
        var document = record.value();
        if (ViewKey.isPosition(key)) {
            var parts = key.split("/", -1);
            var subject = new Subject(parts[1], parts[2]);
            return new PositionChange(
                    subject, document == null ? null : StoredPosition.document(subject, document));
        }
        if (ViewKey.isShift(key)) {
            return new ShiftChange(
                    new ShiftPlace.Text(key),
                    document == null ? null : StoredShift.of(key, document));
        }
        if (ViewKey.isEvent(key)) {
            return null;
        }
        throw new UnreadableEvent("the key '%s' is of an unknown kind".formatted(key), "key");
    }

    /**
     * @param document the new position; null if the view has none any more
     */
    record PositionChange(Subject subject, @Nullable Document document) implements CopyChange {}

    /**
     * @param shift the new shift; null if the view has none any more
     */
    record ShiftChange(ShiftPlace place, @Nullable StoredShift shift) implements CopyChange {}
}
