package org.demarche.position;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.Breaks;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.position.Takeover.Taken;
import org.jspecify.annotations.Nullable;

/** The heap is being read back from the view, up to where the view ended when it was taken. */
final class Restore implements Stage {

    private final int partition;
    private final Taken taken;
    private final Fold fold;
    private final Instant until;
    private final byte[] markKey;
    private final long begun = System.nanoTime();
    private @Nullable Mark mark;

    /**
     * @param until the last instant of recording that is folded
     */
    Restore(int partition, Taken taken, Fold fold, Instant until) {
        this.partition = partition;
        this.taken = taken;
        this.fold = fold;
        this.until = until;
        markKey = ViewKey.bytes(ViewKey.mark(partition));
    }

    void accept(ConsumerRecord<byte[], byte[]> document) {
        if (Arrays.equals(document.key(), markKey)) {
            mark = read(document);
        } else {
            fold.restore(document);
        }
    }

    /**
     * @param offset that the view's reader has reached
     */
    boolean isComplete(long offset) {
        return offset >= taken.viewEnd();
    }

    /** Records of the log that are not in the view, by what is read of it. */
    long lag() {
        if (mark != null && mark.ended()) {
            return 0;
        }
        return taken.logEnd() - (mark == null ? taken.logStart() : mark.next());
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /**
     * Folding goes on where the mark says, or where the log begins.
     *
     * @throws VersionStopped if the mark does not lie in the log
     */
    Folding done(Breaks breaks, DeadLetters deadLetters, Meters meters) {
        var from = mark == null ? new Mark(taken.logStart(), 0, Instant.EPOCH) : mark;
        if (from.next() < taken.logStart() || from.next() > taken.logEnd()) {
            throw new VersionStopped(
                    "Partition %d of the view was folded up to offset %d, and the log holds %d to %d: it is not the log that this view came from, or it has lost events. Bring that log back, or build a new version from this one"
                            .formatted(partition, from.next(), taken.logStart(), taken.logEnd()));
        }
        return new Folding(
                taken.writer(), fold, until, from, taken.logEnd(), breaks, deadLetters, meters);
    }

    private static Mark read(ConsumerRecord<byte[], byte[]> document) {
        try {
            return Mark.decode(document.value());
        } catch (UnreadableEvent e) {
            throw new VersionStopped(
                    "The mark in %s-%d at offset %d is not one: %s. Build a new version from the log"
                            .formatted(
                                    document.topic(),
                                    document.partition(),
                                    document.offset(),
                                    e.getMessage()));
        }
    }

    @Override
    public void abandon() {
        taken.writer().close();
    }
}
