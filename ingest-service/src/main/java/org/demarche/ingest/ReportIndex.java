package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.demarche.model.ReportId;

/**
 * Which content was filed under which report id, where and when: 40 bytes each, beside the slots
 * that are free. Ids and digests are kept as 128 bits of a SHA-256.
 *
 * <p>Of two records of one id the earlier in the log counts, in whatever order they become known
 * here: an id has one partition, so their offsets say which it is.
 */
final class ReportIndex {

    /** Growing copies a segment, not all. */
    private static final int SEGMENTS = 256;

    private static final int OFFSET_BITS = 40;

    static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    private final ReportIndexSegment[] segments = new ReportIndexSegment[SEGMENTS];

    ReportIndex() {
        for (var i = 0; i < SEGMENTS; i++) {
            segments[i] = new ReportIndexSegment();
        }
    }

    /**
     * What was filed first under an id.
     *
     * @param offset of its record in the partition of the holder
     * @param recordedOn the day (UTC) on which the log took it in
     */
    record Filed(long digestHigh, long digestLow, long offset, LocalDate recordedOn) {

        /**
         * @param digest 64 hexadecimal digits
         */
        static Filed of(String digest, long offset, LocalDate recordedOn) {
            return new Filed(
                    HexFormat.fromHexDigitsToLong(digest, 0, 16),
                    HexFormat.fromHexDigitsToLong(digest, 16, 32),
                    offset,
                    recordedOn);
        }

        boolean holds(String digest) {
            return digestHigh == HexFormat.fromHexDigitsToLong(digest, 0, 16)
                    && digestLow == HexFormat.fromHexDigitsToLong(digest, 16, 32);
        }

        /** Offset and day in one: enough for 10^12 records a partition, and to the year 24,000. */
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

    void put(ReportId id, Filed filed) {
        var key = sha256(id);
        segment(key)
                .put(
                        longAt(key, 0),
                        longAt(key, 8),
                        filed.digestHigh(),
                        filed.digestLow(),
                        filed.packed());
    }

    Optional<Filed> get(ReportId id) {
        var key = sha256(id);
        return segment(key).get(longAt(key, 0), longAt(key, 8), Filed::unpacked);
    }

    long size() {
        var size = 0L;
        for (var segment : segments) {
            size += segment.size();
        }
        return size;
    }

    private ReportIndexSegment segment(byte[] key) {
        return segments[key[16] & (SEGMENTS - 1)];
    }

    private static long longAt(byte[] bytes, int at) {
        var value = 0L;
        for (var i = at; i < at + Long.BYTES; i++) {
            value = value << Byte.SIZE | bytes[i] & 0xff;
        }
        return value;
    }

    private static byte[] sha256(ReportId id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.toString().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
