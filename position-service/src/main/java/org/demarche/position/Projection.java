package org.demarche.position;

import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A fold with a name. One that is code is a bean: to be one is all that it needs to be found. */
public interface Projection {

    String name();

    /**
     * Counts on with each change of the fold that changes documents: then the log is folded anew,
     * into another version.
     */
    int revision();

    /**
     * The empty heap of one partition.
     *
     * @param log reads a record of that partition again by its offset, which is slow
     */
    Fold open(LongFunction<ConsumerRecord<byte[], byte[]>> log);
}
