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
 * Keeps a {@link ViewCopy} by reading its topic and following it. It collects a partition's records
 * until it has read the mark that ends their transaction, and the log up to this mark. Then it
 * applies them all at once. A repeat changes nothing, because a document replaces the previous one.
 *
 * @param <C> what one record changes
 */
final class ViewReader<C> implements AutoCloseable {

    /** The copy's companion, which must never be behind it. */
    interface Basis {

        Basis NONE = (_, _) -> CompletableFuture.completedFuture(null);

        /** Done when it has the partition up to this offset of the log, exclusive. */
        CompletableFuture<Void> reached(int partition, long next);
    }

    private static final long MILLISECOND = 1_000_000;

    private final ViewCopy<C> copy;
    private final List<List<C>> laidAside;
    private final TopicReader reader;
    private final Basis basis;
    private volatile boolean held;
    private volatile boolean closing;
    private volatile CompletableFuture<Void> awaited = CompletableFuture.completedFuture(null);

    /**
     * Starts the reading.
     *
     * @param basis of which the copy is never ahead
     */
    ViewReader(KafkaConfig config, ViewCopy<C> copy, Basis basis) {
        this.copy = copy;
        this.basis = basis;
        laidAside =
                Stream.generate(() -> (List<C>) new ArrayList<C>())
                        .limit(copy.partitions())
                        .toList();
        reader =
                TopicReader.start(
                        config.clientProperties(), config.topics().view(copy.id()), this::handle);
        // the view never reaches this offset, so the future completes only when the reader fails:
        // then nobody should wait any longer
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
     * Done when the copy has everything that its topic had at the start. Before that it has holes,
     * because compaction leaves a document only at its last place.
     */
    CompletableFuture<Void> caughtUp() {
        return reader.caughtUp();
    }

    boolean isCaughtUp() {
        return reader.caughtUp().isDone() && !reader.caughtUp().isCompletedExceptionally();
    }

    /** The failure that ended the reader, if one did; the copy no longer changes then. */
    Optional<Throwable> failure() {
        return reader.failure();
    }

    /** While it holds, it applies nothing, so that another copy can catch up with this one. */
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
        var changes = laidAside.get(record.partition());
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
        if (isFounded(partition, mark.next())) {
            copy.apply(partition, changes, mark);
        }
    }

    /** False if the reader was closed in the meantime. */
    private boolean isFounded(int partition, long next) throws Exception {
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
