package org.demarche.position;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The predecessor is being fenced. Waits for the broker, so it runs beside the worker's loop. */
record Takeover(Future<Taken> pending) implements Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * @param viewEnd the view's high watermark, asked when nobody else could write any more: all
     *     that was ever committed lies before it
     * @param logStart the log's first offset
     * @param logEnd the one after its last
     */
    record Taken(ViewWriter writer, long viewEnd, long logStart, long logEnd) {}

    static Takeover start(Clients clients, Admin admin, int partition, ExecutorService beside) {
        return new Takeover(beside.submit(() -> take(clients, admin, partition)));
    }

    boolean isDone() {
        return pending.isDone();
    }

    /**
     * @throws KafkaException if the partition could not be taken
     */
    Taken taken() {
        return Pending.await(pending);
    }

    /** Waits for it: an attempt left to itself could fence the partition's next owner. */
    @Override
    public void abandon() {
        try {
            taken().writer().close();
        } catch (KafkaException _) {
            // never taken
        }
    }

    private static Taken take(Clients clients, Admin admin, int partition) {
        var writer = ViewWriter.takeOver(clients, partition);
        try {
            var log = new TopicPartition(clients.topics().reports(), partition);
            var view = new TopicPartition(clients.topics().view(clients.version()), partition);
            var starts = admin.listOffsets(Map.of(log, OffsetSpec.earliest()), soon());
            var ends =
                    admin.listOffsets(
                            Map.of(log, OffsetSpec.latest(), view, OffsetSpec.latest()), soon());
            return new Taken(
                    writer,
                    get(ends.partitionResult(view)).offset(),
                    get(starts.partitionResult(log)).offset(),
                    get(ends.partitionResult(log)).offset());
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static ListOffsetsOptions soon() {
        return new ListOffsetsOptions().timeoutMs((int) PATIENCE.toMillis());
    }

    private static <T> T get(KafkaFuture<T> future) {
        return Pending.await(future.toCompletionStage().toCompletableFuture());
    }
}
