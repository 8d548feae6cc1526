package org.demarche.gateway.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Facts about all stored records of one actor and issue. With them, these records need not be read.
 * A version may have folded fewer records.
 *
 * @param count the number of the records
 * @param recent the places of the last records; a log has all records of an actor in one partition
 * @param names every outlet, origin, speaker and actor spoken for that was ever named, sorted
 */
@SuppressWarnings("ArrayRecordComponent") // the array is never compared or changed
record PairFacts(int count, List<Recent> recent, String[] names) {

    static final PairFacts NOTHING = new PairFacts(0, List.of(), new String[0]);

    private static final char BETWEEN = '\n';

    /**
     * The last records in a partition.
     *
     * @param offsets their offsets, the newest first
     */
    @SuppressWarnings("ArrayRecordComponent") // the array is never compared or changed
    record Recent(int partition, long[] offsets) {

        /**
         * The most offsets that are kept. They are enough, because few records of a pair arrive
         * while a version is a moment behind the store.
         */
        static final int MOST = 8;

        Recent plus(long offset) {
            var more = new long[Math.min(offsets.length + 1, MOST)];
            more[0] = offset;
            System.arraycopy(offsets, 0, more, 1, more.length - 1);
            return new Recent(partition, more);
        }

        boolean isWhole() {
            return offsets.length < MOST;
        }
    }

    PairFacts plus(int partition, long offset, List<String> named) {
        return new PairFacts(count + 1, recentPlus(partition, offset), namesPlus(named));
    }

    boolean haveNamed(Predicate<String> such) {
        for (var name : names) {
            if (such.test(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns by partition the offset of the last record below the marks; empty if these facts do
     * not have it, so that the records must be read.
     */
    Optional<Map<Integer, Long>> last(Horizon horizon) {
        var last = new TreeMap<Integer, Long>();
        for (var one : recent) {
            var seen = first(one, horizon);
            if (seen != null) {
                last.put(one.partition(), seen);
            } else if (!one.isWhole()) {
                return Optional.empty();
            }
        }
        return Optional.of(last);
    }

    private static @Nullable Long first(Recent recent, Horizon horizon) {
        for (var offset : recent.offsets()) {
            if (horizon.isAbove(recent.partition(), offset)) {
                return offset;
            }
        }
        return null;
    }

    /** Returns the rough size of these facts in the heap, in bytes. */
    int weight() {
        return 120 + 100 * recent.size() + 8 * names.length;
    }

    private List<Recent> recentPlus(int partition, long offset) {
        if (recent.size() == 1 && recent.getFirst().partition() == partition) {
            return List.of(recent.getFirst().plus(offset));
        }
        var all = new TreeMap<Integer, Recent>();
        recent.forEach(one -> all.put(one.partition(), one));
        all.merge(
                partition,
                new Recent(partition, new long[] {offset}),
                (known, _) -> known.plus(offset));
        return List.copyOf(all.values());
    }

    private String[] namesPlus(List<String> named) {
        var all = names;
        for (var name : named) {
            var at = Arrays.binarySearch(all, name);
            if (at < 0) {
                var more = Arrays.copyOf(all, all.length + 1);
                System.arraycopy(all, -at - 1, more, -at, all.length + at + 1);
                more[-at - 1] = name;
                all = more;
            }
        }
        return all;
    }

    byte[] encode() {
        var texts = String.join(String.valueOf(BETWEEN), names).getBytes(UTF_8);
        var places =
                recent.stream()
                        .mapToInt(one -> Short.BYTES + 1 + Long.BYTES * one.offsets().length)
                        .sum();
        var out = ByteBuffer.allocate(Integer.BYTES + Short.BYTES + places + texts.length);
        out.putInt(count).putShort((short) recent.size());
        for (var one : recent) {
            out.putShort((short) one.partition()).put((byte) one.offsets().length);
            for (var offset : one.offsets()) {
                out.putLong(offset);
            }
        }
        return out.put(texts).array();
    }

    static PairFacts decode(byte[] value) {
        var in = ByteBuffer.wrap(value);
        var count = in.getInt();
        var recent = new Recent[in.getShort()];
        for (var n = 0; n < recent.length; n++) {
            var partition = Short.toUnsignedInt(in.getShort());
            var offsets = new long[in.get()];
            Arrays.setAll(offsets, _ -> in.getLong());
            recent[n] = new Recent(partition, offsets);
        }
        var texts = new String(value, in.position(), in.remaining(), UTF_8);
        var names = texts.isEmpty() ? new String[0] : texts.split(String.valueOf(BETWEEN), -1);
        Arrays.setAll(names, n -> names[n].intern());
        return new PairFacts(count, List.of(recent), names);
    }
}
