package org.demarche.ingest;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.demarche.log.TopicReader;

/**
 * Waits until the index knows all that is in a partition of the log: what this service has written
 * there, and what others have.
 */
final class LogEnd {

    private static final Duration TO_ANSWER = Duration.ofSeconds(3);

    /** A reader that follows is behind by milliseconds. */
    private static final Duration TO_READ = Duration.ofSeconds(3);

    private final String topic;
    private final Admin admin;
    private final TopicReader reports;

    LogEnd(String topic, Admin admin, TopicReader reports) {
        this.topic = topic;
        this.admin = admin;
        this.reports = reports;
    }

    /**
     * Returns when all is read that is in the partition now.
     *
     * @throws Refusal with 503, or 500 where Kafka does not let it be asked
     */
    void readAll(int partition) {
        if (!isRead(partition, end(partition))) {
            throw new Refusal(
                    Problem.unavailable(
                            "The log has more than is read here: nothing was written, try again"));
        }
    }

    /**
     * Returns when this record is read, which was written a moment ago.
     *
     * @throws Refusal with 504
     */
    void readBack(int partition, long offset) {
        if (!isRead(partition, offset + 1)) {
            throw new Refusal(
                    Problem.outcomeUnknown(
                            "It is written, and not yet in use here: repeat it, which is safe"));
        }
    }

    private boolean isRead(int partition, long next) {
        try {
            reports.reached(partition, next)
                    .orTimeout(TO_READ.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException _) {
            return false;
        }
    }

    private long end(int partition) {
        var place = new TopicPartition(topic, partition);
        var options = new ListOffsetsOptions().timeoutMs((int) TO_ANSWER.toMillis());
        try {
            return admin.listOffsets(Map.of(place, OffsetSpec.latest()), options)
                    .partitionResult(place)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new Refusal(Appender.refused(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            throw new Refusal(Appender.refused(new InterruptException(e)));
        }
    }
}
