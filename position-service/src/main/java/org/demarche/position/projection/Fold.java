package org.demarche.position.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;

/**
 * The fold of a projection. One instance folds one partition from the log's beginning, keeps its
 * state in the heap, and belongs to one thread.
 */
public interface Fold {

    /**
     * Folds one event. A repeated event changes nothing.
     *
     * @param record the log's record of this event
     */
    Outcome fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record);

    /**
     * Tells the fold that the view has the documents of everything folded so far. The worker calls
     * this once, before the first {@link #publish}; in a new version, before the first event.
     */
    void restored();

    /**
     * Puts the documents that differ from those in the view, and deletes those that no longer
     * exist. The view has them when this returns.
     */
    void publish(DocumentSink documents);
}
