package org.demarche.ingest.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.log.Sha256;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the digest of the content, the offset and the day of each filed report, by id. A report
 * takes 40 bytes, and there are free slots. Ids and digests are kept as 128 bits of a SHA-256. For
 * the few reports that were corrected or retracted, the index also keeps the state after the last
 * event.
 *
 * <p>If two records file the same id, the one that is earlier in the log counts, whichever arrives
 * here first. All records of an id are in one partition, so their offsets decide.
 */
public final class ReportIndex {

    /** The index grows by one segment at a time, so it never copies all of its memory. */
    private static final int SEGMENTS = 256;

    private static final int OFFSET_BITS = 40;

    static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    private final ReportIndexSegment[] segments = new ReportIndexSegment[SEGMENTS];
    private final Map<Fingerprint, ReportState> amended = new ConcurrentHashMap<>();

    public ReportIndex() {
        for (var i = 0; i < SEGMENTS; i++) {
            segments[i] = new ReportIndexSegment();
        }
    }

    /**
     * The first content filed under an id.
     *
     * @param offset the offset of its record in the partition of the holder
     * @param recordedOn the day (UTC) on which the log took the record in
     */
    public record Filed(long digestHigh, long digestLow, long offset, LocalDate recordedOn) {

        /**
         * @param digest 64 hexadecimal digits
         */
        public static Filed of(String digest, long offset, LocalDate recordedOn) {
            var content = Fingerprint.of(digest);
            return new Filed(content.high(), content.low(), offset, recordedOn);
        }

        public boolean holds(String digest) {
            return content().equals(Fingerprint.of(digest));
        }

        private Fingerprint content() {
            return new Fingerprint(digestHigh, digestLow);
        }

        /**
         * Packs the offset and the day into one long. It has room for 10^12 records per partition,
         * and for days up to the year 24,000.
         */
        private long packed() {
            return recordedOn.toEpochDay() << OFFSET_BITS | offset;
        }

        private static Filed unpacked(long digestHigh, long digestLow, long packed) {
            return new Filed(
                    digestHigh,
                    digestLow,
                    packed & OFFSET_MASK,
                    LocalDate.ofEpochDay(packed >>> OFFSET_BITS));
        }
    }

    public void put(ReportId id, Filed filed) {
        var key = sha256(id);
        var idKey = fingerprint(key);
        segment(key)
                .put(
                        idKey.high(),
                        idKey.low(),
                        filed.digestHigh(),
                        filed.digestLow(),
                        filed.packed());
    }

    public Optional<Filed> get(ReportId id) {
        return get(sha256(id));
    }

    /**
     * Takes the next correction or retraction in a partition. One thread calls this method, in the
     * order of the log. The method ignores the records that the fold ignores.
     *
     * @param content the content from now on; null if the report is retracted
     * @return the state before this record; empty if the record is ignored
     */
    Optional<ReportState> amend(
            ReportId id, @Nullable Fingerprint content, long offset, LocalDate recordedOn) {
        var now = standing(id).orElse(null);
        if (now == null || offset <= now.offset() || Objects.equals(content, now.content())) {
            return Optional.empty();
        }
        amended.put(
                fingerprint(sha256(id)),
                new ReportState(now.event() + 1, content, offset, recordedOn));
        return Optional.of(now);
    }

    /** Returns the state of a report after its last event; empty if it was never filed. */
    public Optional<ReportState> standing(ReportId id) {
        var key = sha256(id);
        var last = amended.get(fingerprint(key));
        return last != null
                ? Optional.of(last)
                : get(key).map(
                                filed ->
                                        new ReportState(
                                                0,
                                                filed.content(),
                                                filed.offset(),
                                                filed.recordedOn()));
    }

    public long size() {
        var size = 0L;
        for (var segment : segments) {
            size += segment.size();
        }
        return size;
    }

    private Optional<Filed> get(byte[] key) {
        var id = fingerprint(key);
        return segment(key).get(id.high(), id.low(), Filed::unpacked);
    }

    private ReportIndexSegment segment(byte[] key) {
        return segments[key[16] & (SEGMENTS - 1)];
    }

    private static Fingerprint fingerprint(byte[] key) {
        return new Fingerprint(longAt(key, 0), longAt(key, 8));
    }

    private static long longAt(byte[] bytes, int at) {
        var value = 0L;
        for (var i = at; i < at + Long.BYTES; i++) {
            value = value << Byte.SIZE | bytes[i] & 0xff;
        }
        return value;
    }

    private static byte[] sha256(ReportId id) {
        return Sha256.of(id.toString().getBytes(UTF_8));
    }
}
