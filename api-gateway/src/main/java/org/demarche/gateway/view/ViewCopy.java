package org.demarche.gateway.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.gateway.evidence.Waiting;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.Topics;
import org.demarche.log.view.Mark;
import org.jspecify.annotations.Nullable;

/**
 * One version's documents in memory. A request gets one copy and reads no other, so no answer mixes
 * two versions.
 *
 * <p>The copy's lock is held for writing during all changes of a transaction, and for reading while
 * references to bytes are gathered. It is not held while bytes are read or sent. So the result of
 * one call is of one moment and never has half a transaction, and no thread waits for long.
 *
 * @param <C> the change by one record
 */
public abstract class ViewCopy<C> {

    private final VersionId id;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Mark[] marks;
    private final Waiting waiting = new Waiting();

    ViewCopy(VersionId id, int partitions) {
        this.id = id;
        marks = new Mark[partitions];
        Arrays.fill(marks, Mark.START);
    }

    public final VersionId id() {
        return id;
    }

    public final int partitions() {
        return marks.length;
    }

    /** Returns the mark of each partition. */
    public final List<Mark> marks() {
        return reading(() -> List.of(marks));
    }

    /**
     * Completes when the copy has the partition up to this offset, exclusive; fails if the reader
     * stops before. If the version has ended, it completes for every offset, because no later
     * offset belongs to the version. Cancel the future when you no longer wait.
     */
    public final CompletableFuture<Void> reached(int partition, long next) {
        return waiting.until(partition, next, () -> reach(marks().get(partition)));
    }

    /** Gathers under one lock, so that the whole result is of one moment of this copy. */
    public final <T> T atOnce(Supplier<T> gather) {
        return reading(gather);
    }

    /**
     * Returns the last folded instant of recording in the partitions of these holders or, without
     * holders, in all partitions. It is {@link Instant#EPOCH} if nothing is folded yet.
     */
    public final Instant recorded(Set<String> holders) {
        return reading(
                () ->
                        (holders.isEmpty()
                                        ? Arrays.stream(marks)
                                        : holders.stream()
                                                .map(one -> Topics.partitionOf(one, marks.length))
                                                .map(partition -> marks[partition]))
                                .map(Mark::recorded)
                                .max(Comparator.naturalOrder())
                                .orElseThrow());
    }

    /** Whether this copy has all events of the other. */
    public final boolean hasReached(ViewCopy<?> other) {
        return behind(other) == 0;
    }

    /**
     * Returns the number of events that the other copy has and this one lacks, in the partition
     * that lacks most.
     */
    final long behind(ViewCopy<?> other) {
        var here = marks();
        var there = other.marks();
        var most = 0L;
        for (var partition = 0; partition < here.size(); partition++) {
            most = Math.max(most, there.get(partition).next() - reach(here.get(partition)));
        }
        return most;
    }

    /** Returns the folded offsets of all partitions together. */
    final long folded() {
        return marks().stream().mapToLong(Mark::next).sum();
    }

    public abstract long documentCount();

    /**
     * Returns documents in {@link KeyOrder}, without marks.
     *
     * @param prefix the beginning of the keys
     * @param after the key after which the result begins, whether it exists or not; null for the
     *     beginning
     */
    public final List<KeyedDocument> documents(String prefix, @Nullable String after, int most) {
        var from = after == null || KeyOrder.compare(after, prefix) < 0 ? prefix : after;
        return reading(
                () -> {
                    var found = new ArrayList<KeyedDocument>();
                    var _ =
                            walk(
                                    from,
                                    one ->
                                            one.key().equals(after)
                                                    || one.key().startsWith(prefix)
                                                            && found.add(one)
                                                            && found.size() < most);
                    return found;
                });
    }

    public final Optional<KeyedDocument> document(String key) {
        return documents(key, null, 1).stream().filter(one -> one.key().equals(key)).findFirst();
    }

    /**
     * Gives documents in {@link KeyOrder}, from this key on, as long as {@code more} wants them.
     * Called with the lock held.
     *
     * @return whether {@code more} still wants documents
     */
    abstract boolean walk(String from, Predicate<KeyedDocument> more);

    /**
     * Reads a record that is not a mark; null if the record is not needed.
     *
     * @throws UnreadableEvent if no writer of this view writes such a record
     */
    abstract @Nullable C change(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent;

    /** Called with the lock held. */
    abstract void apply(C change);

    /** Applies all changes of a transaction with its mark. Called by one thread. */
    final void apply(int partition, List<C> changes, Mark mark) {
        lock.writeLock().lock();
        try {
            changes.forEach(this::apply);
            marks[partition] = mark;
        } finally {
            lock.writeLock().unlock();
        }
        waiting.advance(partition, reach(mark));
    }

    /** Returns the offset before which the copy has everything that belongs to the version. */
    private static long reach(Mark mark) {
        return mark.ended() ? Long.MAX_VALUE : mark.next();
    }

    final void stop(Throwable why) {
        waiting.stop(why);
    }

    final <T> T reading(Supplier<T> gather) {
        lock.readLock().lock();
        try {
            return gather.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
