package org.demarche.position;

import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.VersionId;

/** Positions as another release would fold them. */
record Revised(int revision, Function<LongFunction<ConsumerRecord<byte[], byte[]>>, Fold> heap)
        implements Projection {

    @Override
    public String name() {
        return VersionId.POSITIONS.projection();
    }

    @Override
    public Fold open(LongFunction<ConsumerRecord<byte[], byte[]>> log) {
        return heap.apply(log);
    }
}
