package org.demarche.position.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads single records of the log again, which is slow. */
@FunctionalInterface
public interface PastRecords {

    /**
     * @throws org.apache.kafka.common.KafkaException if the record cannot be read
     */
    ConsumerRecord<byte[], byte[]> read(int partition, long offset);
}
