package org.demarche.position;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;
import org.demarche.position.projection.DocumentSink;
import org.demarche.position.projection.Fold;

/** A fold that has a fault. */
public final class Faulty implements Fold {

    @Override
    public Outcome fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
        throw new IllegalStateException("a fault");
    }

    @Override
    public void restored() {}

    @Override
    public void publish(DocumentSink documents) {}
}
