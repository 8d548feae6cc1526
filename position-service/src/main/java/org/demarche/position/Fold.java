package org.demarche.position;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;

/**
 * What a projection makes of events. One instance folds one partition from the log's beginning,
 * keeps what it must in the heap, and belongs to one thread.
 */
public interface Fold {

    /**
     * Folds one event. A repeated event changes nothing.
     *
     * @param record the log's record of this event
     */
    Outcome fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record);

    /**
     * Says that the view has the documents of all that was folded so far. Called once, before the
     * first {@link #publish}; in a version that begins, before the first event.
     */
    void restored();

    /**
     * Puts the documents that differ from those in the view, and takes back those that are no more.
     * The view has them when this returns.
     */
    void publish(Documents documents);
}
