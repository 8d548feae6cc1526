package org.demarche.position;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.Breaks;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Mark;
import org.demarche.model.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The partition's heap is what the log says up to the next offset, and its view is what the last
 * committed transaction says. Each event reaches the view once: heap, documents, mark and offset
 * move on together or, when a transaction fails, are dropped together.
 */
final class Folding implements Stage {

    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final ViewWriter writer;
    private final Fold fold;
    private final Instant until;
    private final long target;
    private final Breaks breaks;
    private final DeadLetters deadLetters;
    private final Meters meters;
    private final ReportCodec codec = new ReportCodec();
    private Mark committed;
    private long next;
    private long dead;
    private Mark.@Nullable DeadLetter lastDead;
    private Instant recorded;
    private boolean ended;
    private long openSince;
    private boolean open;

    /**
     * @param until the last instant of recording that is folded
     * @param from what the view holds
     * @param target the log's end when the partition was assigned
     * @param breaks taken after each event, and each document of those that wait for a commit
     */
    Folding(
            ViewWriter writer,
            Fold fold,
            Instant until,
            Mark from,
            long target,
            Breaks breaks,
            DeadLetters deadLetters,
            Meters meters) {
        this.writer = writer;
        this.fold = fold;
        this.until = until;
        this.target = target;
        this.breaks = breaks;
        this.deadLetters = deadLetters;
        this.meters = meters;
        committed = from;
        next = from.next();
        dead = from.deadLetters();
        lastDead = from.lastDeadLetter();
        recorded = from.recorded();
        ended = from.ended();
    }

    long next() {
        return next;
    }

    /**
     * The view holds what the log held when the partition was assigned, or all that it ever will.
     */
    boolean isCaughtUp() {
        return committed.ended() || committed.next() >= target;
    }

    /** What is left of the log does not belong to the version. */
    boolean isEnded() {
        return ended;
    }

    /** Something is folded that is not in the view. */
    boolean isOpen() {
        return open;
    }

    /**
     * @param records of the log, from the next offset on
     */
    void fold(List<ConsumerRecord<byte[], byte[]>> records) {
        if (ended) {
            return;
        }
        if (!open) {
            open = true;
            openSince = System.nanoTime();
        }
        var before = next;
        for (var record : records) {
            fold(record);
            if (ended) {
                break;
            }
            breaks.take();
        }
        meters.folded(next - before);
    }

    /**
     * Enough is folded, or for long enough, whether or not the log has more.
     *
     * @param longest that it may be open
     */
    boolean isDue(Duration longest) {
        return open
                && (ended
                        || writer.bytes() >= MOST_BYTES
                        || System.nanoTime() - openSince >= longest.toNanos());
    }

    /**
     * Records that are not in the view.
     *
     * @param unread those that are known of and not folded; unknown until the log has answered once
     */
    long lag(OptionalLong unread) {
        if (ended) {
            return next - committed.next();
        }
        var end = unread.isPresent() ? next + unread.getAsLong() : Math.max(next, target);
        return end - committed.next();
    }

    /** Writes what the events since the last commit have changed. */
    void publish() {
        fold.publish(
                (key, value, headers) -> {
                    writer.put(key, value, headers);
                    breaks.take();
                });
    }

    /** Waits for the broker, so several partitions may do it at once, each in a thread. */
    void commit(ConsumerGroupMetadata group) {
        var begun = System.nanoTime();
        var mark = new Mark(next, dead, recorded, lastDead, ended);
        writer.commit(mark, group);
        meters.committed(System.nanoTime() - begun, dead - committed.deadLetters());
        committed = mark;
        open = false;
    }

    @Override
    public void abandon() {
        writer.abandon();
    }

    /**
     * At the first record later than the last instant the partition ends, as none that the log
     * takes in steps back. Restored ones do, where they come from several partitions: of those the
     * late ones are left out, each by itself.
     */
    private void fold(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < next) {
            throw new IllegalStateException(
                    "%s-%d: offset %d comes after %d was folded"
                            .formatted(
                                    record.topic(), record.partition(), record.offset(), next - 1));
        }
        try {
            var at = ReportCodec.recorded(record, recorded);
            var late = at.isAfter(until);
            if (late && ReportCodec.recordedOriginal(record.headers()).isEmpty()) {
                ended = true;
                return;
            }
            if (at.isAfter(recorded)) {
                recorded = at;
            }
            if (!late) {
                fold(record, at);
            }
        } catch (UnreadableEvent e) {
            park(record, String.valueOf(e.getMessage()));
        }
        next = record.offset() + 1;
    }

    private void fold(ConsumerRecord<byte[], byte[]> record, Instant at) throws UnreadableEvent {
        var event = codec.decode(record, at);
        if (fold.fold(event, record, writer) instanceof Outcome.Refused(var reason)) {
            park(record, reason);
        }
    }

    private void park(ConsumerRecord<byte[], byte[]> record, String reason) {
        writer.park(deadLetters.of(record, reason));
        dead++;
        lastDead = new Mark.DeadLetter(record.offset(), reason);
    }
}
