package org.demarche.gateway.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;

/**
 * Reads the topic of a {@link ViewCopy} into the copy, and follows it. It collects the records of a
 * partition until it has read the mark that ends their transaction, and until the {@link Basis} has
 * the log up to this mark. Then it applies all of them together. A repeated record changes nothing,
 * because a document replaces the previous one.
 *
 * @param <C> the change by one record
 */
final class ViewReader<C> implements AutoCloseable {

    /** Other data, such as the evidence, which must never be behind the copy. */
    interface Basis {

        Basis NONE = (_, _) -> CompletableFuture.completedFuture(null);

        /** Completes when the data have the partition up to this offset of the log, exclusive. */
        CompletableFuture<Void> reached(int partition, long next);
    }

    private static final long MILLISECOND = 1_000_000;

    private final ViewCopy<C> copy;
    private final List<List<C>> pending;
    private final TopicReader reader;
    private final Basis basis;
    private volatile boolean held;
    private volatile boolean closing;
    private volatile CompletableFuture<Void> awaited = CompletableFuture.completedFuture(null);

    /**
     * Starts the reading.
     *
     * @param basis the data that the copy is never ahead of
     */
    ViewReader(KafkaConfig config, ViewCopy<C> copy, Basis basis) {
        this.copy = copy;
        this.basis = basis;
        pending =
                Stream.generate(() -> (List<C>) new ArrayList<C>())
                        .limit(copy.partitions())
                        .toList();
        reader =
                TopicReader.start(
                        config.clientProperties(), config.topics().view(copy.id()), this::handle);
        // the view never reaches this offset, so the future completes only when the reader fails:
        // then all waits for the copy must fail
        var _ =
                reader.reached(0, Long.MAX_VALUE)
                        .exceptionally(
                                fault -> {
                                    copy.stop(fault);
                                    return null;
                                });
    }

    ViewCopy<C> copy() {
        return copy;
    }

    /**
     * Completes when the copy has everything that its topic had at the start. Before that,
     * documents are missing, because compaction keeps only the last record of each key.
     */
    CompletableFuture<Void> caughtUp() {
        return reader.caughtUp();
    }

    boolean isCaughtUp() {
        return reader.caughtUp().isDone() && !reader.caughtUp().isCompletedExceptionally();
    }

    /** Returns the failure that ended the reader, if one did; the copy no longer changes then. */
    Optional<Throwable> failure() {
        return reader.failure();
    }

    /**
     * Stops or resumes the changes to the copy. While they are stopped, another copy can catch up.
     */
    void hold(boolean hold) {
        held = hold;
    }

    @Override
    public void close() {
        closing = true;
        awaited.cancel(false);
        reader.close();
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
        try {
            take(record);
        } catch (UnreadableEvent e) {
            throw new UnreadableEvent(
                    "The record '%s' in %s-%d at offset %d is not valid: %s. Start a replay, which builds a new version from the log"
                            .formatted(
                                    ViewKey.of(record.key()),
                                    record.topic(),
                                    record.partition(),
                                    record.offset(),
                                    e.getMessage()),
                    "");
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
        var changes = pending.get(record.partition());
        if (ViewKey.isMark(ViewKey.of(record.key()))) {
            apply(record.partition(), changes, Mark.decode(record.value()));
            changes.clear();
        } else {
            var change = copy.change(record);
            if (change != null) {
                changes.add(change);
            }
        }
    }

    private void apply(int partition, List<C> changes, Mark mark) throws Exception {
        while (held && !closing) {
            LockSupport.parkNanos(MILLISECOND);
        }
        if (awaitBasis(partition, mark.next())) {
            copy.apply(partition, changes, mark);
        }
    }

    /** Waits for the basis. Returns false if the reader was closed in the meantime. */
    private boolean awaitBasis(int partition, long next) throws Exception {
        var here = basis.reached(partition, next);
        awaited = here;
        if (closing) {
            here.cancel(false);
        }
        try {
            here.join();
            return true;
        } catch (CancellationException e) {
            if (closing) {
                return false;
            }
            throw e;
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception why ? why : e;
        }
    }
}
