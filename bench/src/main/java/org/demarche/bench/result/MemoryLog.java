package org.demarche.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.demarche.log.event.ReportCodec;
import org.demarche.model.ReportEvent;

/** One partition of a log in memory, so that reading it needs no broker. */
public final class MemoryLog {

    private static final String TOPIC = "log";
    private static final String SOURCE = "/bench";

    private final ReportCodec codec = new ReportCodec();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    public ConsumerRecord<byte[], byte[]> at(long offset) {
        return records.get((int) offset);
    }

    /**
     * @param number the number of the event among the events of its report
     */
    public ConsumerRecord<byte[], byte[]> append(ReportEvent event, int number) {
        var sent = codec.encode(TOPIC, event, number, SOURCE);
        var record =
                new ConsumerRecord<>(
                        TOPIC,
                        0,
                        records.size(),
                        event.recorded().toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        sent.key().length,
                        sent.value().length,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.empty());
        records.add(record);
        return record;
    }
}
