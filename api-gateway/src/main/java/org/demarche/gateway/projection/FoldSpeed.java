package org.demarche.gateway.projection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.demarche.gateway.projection.VersionProgress.Part;
import org.demarche.log.control.Version;
import org.demarche.log.view.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast one version is folded: its marks against the log's ends, over the last ten
 * seconds. Callers pass the times, in nanoseconds of a clock that never steps back.
 */
final class FoldSpeed {

    static final Duration STUCK_AFTER = Duration.ofSeconds(10);

    /** The samples of ten seconds, one a second, with the first and the last. */
    private static final int MOST_SAMPLES = 11;

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private record Sample(long at, long[] folded, long total) {

        long allFolded() {
            return Arrays.stream(folded).sum();
        }
    }

    /**
     * The numbers of the gateway's copy.
     *
     * @param fault why the copy is not read further, or what the log has lost; null if there is no
     *     fault
     */
    record Seen(List<Mark> marks, long documents, @Nullable String fault) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final long[] next;
    private final long[] busySince;
    private long @Nullable [] beginning;
    private boolean wasFolded;
    private boolean hasMoved;
    private long movedAt;

    FoldSpeed(int partitions) {
        next = new long[partitions];
        busySince = new long[partitions];
    }

    /**
     * Adds a sample. Call it only for a copy that has been read to its end, because before that the
     * marks move at the speed of the reading.
     *
     * @param isFolded whether workers should fold the version now. When this changes, the earlier
     *     samples are dropped, so that no speed mixes times before and after a pause. During a
     *     pause no partition counts as idle
     * @param ends the ends of the log, read before the marks
     */
    synchronized void sample(long at, boolean isFolded, List<Mark> marks, long[] ends) {
        if (isFolded != wasFolded) {
            samples.clear();
            wasFolded = isFolded;
        }
        if (beginning == null) {
            beginning = ends.clone();
            Arrays.fill(busySince, at);
        }
        for (var partition = 0; partition < next.length; partition++) {
            var mark = marks.get(partition);
            if (mark.next() != next[partition]) {
                hasMoved = true;
                movedAt = at;
            }
            if (!isFolded
                    || mark.next() != next[partition]
                    || total(mark, ends[partition]) == mark.next()) {
                busySince[partition] = at;
            }
            next[partition] = mark.next();
        }
        var total = total(parts(at, isFolded, marks, ends));
        samples.addLast(new Sample(at, next.clone(), total));
        if (samples.size() > MOST_SAMPLES) {
            samples.removeFirst();
        }
    }

    /** Whether a mark has changed within {@link #STUCK_AFTER}. */
    synchronized boolean isMoving(long at) {
        return hasMoved && at - movedAt < STUCK_AFTER.toNanos();
    }

    /** Whether there is at least one sample. */
    synchronized boolean hasBegun() {
        return beginning != null;
    }

    synchronized VersionProgress progress(
            long at, Version version, boolean isFolded, Seen seen, long[] ends) {
        var parts = parts(at, isFolded, seen.marks(), ends);
        var lag = total(parts) - folded(parts);
        var rate = isFolded ? perSecond(Sample::allFolded) : 0;
        var growth = perSecond(Sample::total);
        // a version with an end does not get events that are recorded now
        var gain = version.start().until() == null ? rate - growth : rate;
        var isConverging = isFolded && (lag == 0 || gain > 0);
        var idle = parts.stream().mapToDouble(Part::idleFor).max().orElse(0);
        return new VersionProgress(
                folded(parts),
                total(parts),
                rate,
                growth,
                !isConverging ? null : lag == 0 ? (Double) 0.0 : (Double) (lag / gain),
                isConverging,
                seen.documents(),
                parts.stream().mapToLong(Part::deadLetters).sum(),
                idle,
                isFolded && idle >= STUCK_AFTER.toSeconds(),
                seen.fault() != null ? seen.fault() : lastDeadLetter(seen.marks()),
                hasBeginning(parts),
                parts);
    }

    private List<Part> parts(long at, boolean isFolded, List<Mark> marks, long[] ends) {
        var parts = new ArrayList<Part>();
        for (var partition = 0; partition < next.length; partition++) {
            var mark = marks.get(partition);
            var total = total(mark, ends[partition]);
            var isIdle =
                    isFolded
                            && beginning != null
                            && total > mark.next()
                            && mark.next() == next[partition];
            var idleFor = isIdle ? Math.max(0, at - busySince[partition]) / SECOND : 0;
            var place = partition;
            var rate = isFolded ? perSecond(sample -> sample.folded[place]) : 0;
            parts.add(new Part(partition, mark.next(), total, rate, mark.deadLetters(), idleFor));
        }
        return parts;
    }

    private static long total(Mark mark, long end) {
        return mark.ended() ? mark.next() : Math.max(end, mark.next());
    }

    private boolean hasBeginning(List<Part> parts) {
        return beginning != null
                && parts.stream()
                        .allMatch(
                                part ->
                                        part.lag() == 0
                                                || part.folded() >= beginning[part.partition()]);
    }

    private double perSecond(ToLongFunction<Sample> events) {
        if (samples.isEmpty() || samples.getLast().at - samples.getFirst().at < SECOND / 2) {
            return 0; // the samples cover too short a time
        }
        var first = samples.getFirst();
        var last = samples.getLast();
        var more = events.applyAsLong(last) - events.applyAsLong(first);
        return Math.max(0, more * SECOND / (last.at - first.at));
    }

    private static @Nullable String lastDeadLetter(List<Mark> marks) {
        return IntStream.range(0, marks.size())
                .boxed()
                .filter(partition -> marks.get(partition).lastDeadLetter() != null)
                .max(Comparator.comparing(partition -> marks.get(partition).recorded()))
                .map(partition -> sentence(partition, marks.get(partition).lastDeadLetter()))
                .orElse(null);
    }

    private static @Nullable String sentence(int partition, Mark.@Nullable DeadLetter letter) {
        return letter == null
                ? null
                : "offset %d of partition %d: %s"
                        .formatted(letter.offset(), partition, letter.reason());
    }

    private static long folded(List<Part> parts) {
        return parts.stream().mapToLong(Part::folded).sum();
    }

    private static long total(List<Part> parts) {
        return parts.stream().mapToLong(Part::total).sum();
    }
}
