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
 * The content, the place and the day of each filed report, by id: 40 bytes each, and free slots.
 * Ids and digests are kept as 128 bits of a SHA-256. For the few reports that were corrected or
 * retracted, it also knows the current content.
 *
 * <p>If two records have one id, the earlier one in the log counts, in any order of their arrival
 * here. An id has one partition, so the offsets decide.
 */
public final class ReportIndex {

    /** Growing copies one segment at a time, not the whole index. */
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
     * @param offset of its record in the partition of the holder
     * @param recordedOn the day (UTC) on which the log took it in
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
         * Packs offset and day into one long: 10^12 records a partition, and days to the year
         * 24,000.
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
     * Takes the next record of a partition about a filed report. One thread calls it, in the order
     * of the log. It ignores the records that the fold ignores.
     *
     * @param content stands from here on; null: the report is retracted
     * @return what stood before; empty if the record is ignored
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

    /** The content under an id since its last event, if it was ever filed. */
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
