package org.demarche.position;

import jakarta.inject.Singleton;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.VersionId;

/**
 * What the stack is there for. Since revision 2 there are shifts, and events say whom they name.
 */
@Singleton
final class PositionsProjection implements Projection {

    @Override
    public String name() {
        return VersionId.POSITIONS.projection();
    }

    @Override
    public int revision() {
        return 2;
    }

    @Override
    public Fold open(LongFunction<ConsumerRecord<byte[], byte[]>> log) {
        return new Positions(log);
    }
}
