package org.demarche.gateway.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.ReportCodec;

/**
 * Selects the records of the log for an export.
 *
 * @param actor the actor whose events alone are exported; empty for all events
 * @param recordedBy the name of the access token that wrote the events; empty for all events
 */
record LogFilter(Optional<String> actor, Optional<String> recordedBy) {

    static final LogFilter ALL = new LogFilter(Optional.empty(), Optional.empty());

    boolean takes(ConsumerRecord<byte[], byte[]> record) {
        return actor.map(id -> Arrays.equals(id.getBytes(UTF_8), record.key())).orElse(true)
                && recordedBy
                        .map(name -> name.equals(ReportCodec.recordedBy(record.headers())))
                        .orElse(true);
    }
}
