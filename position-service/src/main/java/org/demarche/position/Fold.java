package org.demarche.position;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;

/**
 * What a projection makes of events. One instance keeps what it must of one partition in the heap,
 * and belongs to one thread.
 */
public interface Fold {

    /** Takes back a document that this fold published before, in the order of the view. */
    void restore(ConsumerRecord<byte[], byte[]> document);

    /**
     * Folds one event, and puts at once what it will never put again. A repeated event puts
     * nothing.
     *
     * @param record the log's record of this event
     */
    Outcome fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record, Documents documents);

    /** Puts each document that events have changed since the last call, once. */
    void publish(Documents documents);
}
