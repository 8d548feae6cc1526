package org.demarche.gateway.view;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/** The change by one record of a view's topic, applied when the mark behind it is read. */
sealed interface CopyChange {

    /**
     * Null for an event: views of earlier releases have copies of events, but the log has them all.
     *
     * @throws UnreadableEvent if its key is of no kind that is known, or its value is not of that
     *     kind
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
     * @param document null: there is none any more
     */
    record PositionChange(Subject subject, @Nullable Document document) implements CopyChange {}

    /**
     * @param shift null: there is none any more
     */
    record ShiftChange(ShiftPlace place, @Nullable StoredShift shift) implements CopyChange {}
}
