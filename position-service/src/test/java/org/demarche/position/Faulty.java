package org.demarche.position;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;

/** A fold that has a fault. */
final class Faulty implements Fold {

    @Override
    public Outcome fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
        throw new IllegalStateException("a fault");
    }

    @Override
    public void restored() {}

    @Override
    public void publish(DocumentSink documents) {}
}
