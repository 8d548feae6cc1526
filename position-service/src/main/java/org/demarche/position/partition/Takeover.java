package org.demarche.position.partition;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.demarche.log.kafka.LostEnd;
import org.demarche.log.view.Mark;
import org.demarche.position.kafka.BrokerRequests;
import org.demarche.position.kafka.Clients;

/**
 * The stage in which Kafka fences the earlier worker of the partition. It runs in a thread of its
 * own, because it waits for the broker.
 */
public record Takeover(Future<Taken> pending) implements Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * @param mark the last mark of the view. It is read after the fencing, when no other worker can
     *     write
     * @param logStart the log's first offset
     * @param logEnd the offset after the log's last record
     */
    public record Taken(ViewWriter writer, Mark mark, long logStart, long logEnd) {

        /**
         * @throws VersionStopped if the log has lost its beginning
         */
        public void requireBeginning(int partition) {
            if (logStart > 0) {
                throw new VersionStopped(
                        "Partition %d of the log begins at offset %d. The events before it are lost, and no version can be folded without them. Restore the whole log"
                                .formatted(partition, logStart));
            }
        }

        /** Returns the events of the view that the log has lost; empty if it has all of them. */
        public Optional<LostEnd> loss(int partition) {
            return mark.next() <= logEnd
                    ? Optional.empty()
                    : Optional.of(new LostEnd(partition, mark.next(), logEnd));
        }
    }

    public static Takeover start(
            Clients clients, Admin admin, LastMark marks, int partition, ExecutorService beside) {
        return new Takeover(beside.submit(() -> take(clients, admin, marks, partition)));
    }

    public boolean isDone() {
        return pending.isDone();
    }

    /**
     * @throws KafkaException if the partition could not be taken
     * @throws VersionStopped if the view has no mark where there must be one
     */
    public Taken taken() {
        return BrokerRequests.await(pending);
    }

    /** Waits for the attempt, because a late one could fence the partition's next owner. */
    @Override
    public void abandon() {
        try {
            taken().writer().close();
        } catch (KafkaException | VersionStopped _) {
            // it was never taken over
        }
    }

    private static Taken take(Clients clients, Admin admin, LastMark marks, int partition) {
        var writer = ViewWriter.takeOver(clients, partition);
        try {
            var log = new TopicPartition(clients.topics().reports(), partition);
            var view = new TopicPartition(clients.topics().view(clients.version()), partition);
            HangingTransactions.abort(admin, view);
            var starts = admin.listOffsets(Map.of(log, OffsetSpec.earliest()), soon());
            var ends =
                    admin.listOffsets(
                            Map.of(log, OffsetSpec.latest(), view, OffsetSpec.latest()), soon());
            return new Taken(
                    writer,
                    marks.find(partition, get(ends.partitionResult(view)).offset()),
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
        return BrokerRequests.await(future.toCompletionStage().toCompletableFuture());
    }
}
