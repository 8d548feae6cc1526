package org.demarche.position;

import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A fold with a name. */
@FunctionalInterface
interface Projection {

    /**
     * The empty heap of one partition.
     *
     * @param log reads a record of that partition again by its offset, which is slow
     */
    Fold open(LongFunction<ConsumerRecord<byte[], byte[]>> log);
}
