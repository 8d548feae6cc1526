package org.demarche.gateway.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;

/**
 * The keys of the store. A part of a key ends with a zero byte, which no id has, so that the keys
 * are in the order of their parts.
 *
 * <ul>
 *   <li>{@code r<actor>0<issue>0<token>0<partition><offset>}: a record of the log
 *   <li>{@code s<actor>0<issue>0<statement><token>}: a report that attests a statement, or once did
 *   <li>{@code p<actor>0<issue>0}: what is known of all records of an actor and issue
 *   <li>{@code a<actor>0<actor>0<issue>0}: the first actor ascribes a stance to the second
 *   <li>{@code u<utterance>0<actor>0<issue>0}: a report on them names this utterance, or once did
 *   <li>{@code w<word>0<actor>0<issue>0}: a report on them has this word, or once did
 *   <li>{@code d<actor>0<issue>0<token>0}: a record with the id of this report cannot be read
 *   <li>{@code t<time, the latest first><actor>0<issue>0<token>0<partition><offset>}: a retraction
 *   <li>{@code o<partition>}: the progress of the store in a partition
 *   <li>{@code l}: the name of the log, and the format in which it is stored
 * </ul>
 */
final class EvidenceKey {

    static final byte[] LOG = {'l'};

    static final byte[] PAIRS = {'p'};

    static final byte[] RETRACTIONS = {'t'};

    /** The length of a statement's digest. */
    static final int STATEMENT_BYTES = 12;

    private static final int PLACE_BYTES = Short.BYTES + Long.BYTES;

    private EvidenceKey() {}

    static byte[] unreadable(ReportId report) {
        return parts('d', report.holder(), report.issue(), report.token());
    }

    static byte[] recordsOf(Subject subject) {
        return parts('r', subject.actor(), subject.issue());
    }

    static byte[] recordsOf(ReportId report) {
        return parts('r', report.holder(), report.issue(), report.token());
    }

    static byte[] record(ReportId report, int partition, long offset) {
        var beginning = recordsOf(report);
        return ByteBuffer.allocate(beginning.length + PLACE_BYTES)
                .put(beginning)
                .putShort((short) partition)
                .putLong(offset)
                .array();
    }

    static int partition(byte[] record) {
        return Short.toUnsignedInt(ByteBuffer.wrap(record).getShort(record.length - PLACE_BYTES));
    }

    static long offset(byte[] record) {
        return ByteBuffer.wrap(record).getLong(record.length - Long.BYTES);
    }

    /**
     * Returns the token of the report in a record's key, after the part for its actor and issue.
     */
    static String token(byte[] record, int beginning) {
        return new String(record, beginning, record.length - beginning - PLACE_BYTES - 1, US_ASCII);
    }

    static byte[] reportsOf(StatementId statement) {
        return reportsOf(
                new Subject(statement.holder(), statement.issue()),
                HexFormat.of().parseHex(statement.digest()));
    }

    static byte[] report(Subject subject, byte[] statement, String token) {
        var beginning = reportsOf(subject, statement);
        var end = token.getBytes(US_ASCII);
        var key = Arrays.copyOf(beginning, beginning.length + end.length);
        System.arraycopy(end, 0, key, beginning.length, end.length);
        return key;
    }

    static String token(byte[] key, byte[] beginning) {
        return new String(key, beginning.length, key.length - beginning.length, US_ASCII);
    }

    private static byte[] reportsOf(Subject subject, byte[] statement) {
        var beginning = parts('s', subject.actor(), subject.issue());
        return ByteBuffer.allocate(beginning.length + STATEMENT_BYTES)
                .put(beginning)
                .put(statement)
                .array();
    }

    static byte[] pair(Subject subject) {
        return parts('p', subject.actor(), subject.issue());
    }

    static byte[] ascribedBy(String actor) {
        return parts('a', actor);
    }

    static byte[] ascription(String by, Subject subject) {
        return parts('a', by, subject.actor(), subject.issue());
    }

    static byte[] uttering(String utterance) {
        return parts('u', utterance);
    }

    static byte[] uttered(String utterance, Subject subject) {
        return parts('u', utterance, subject.actor(), subject.issue());
    }

    static byte[] having(String word) {
        return parts('w', word);
    }

    static byte[] had(String word, Subject subject) {
        return parts('w', word, subject.actor(), subject.issue());
    }

    /** Returns the actor and issue at the end of a key. */
    static Subject subject(byte[] key, byte[] beginning) {
        var parts = token(key, beginning).split("\0", -1);
        return new Subject(parts[0], parts[1]); // nothing follows the last zero
    }

    /** Returns the key of a retraction. The latest retraction has the first key. */
    static byte[] retraction(RetractionPlace place) {
        var record = record(place.report(), place.partition(), place.offset());
        return ByteBuffer.allocate(RETRACTIONS.length + Long.BYTES + record.length - 1)
                .put(RETRACTIONS)
                .putLong(Long.MAX_VALUE - place.recorded().toEpochMilli())
                .put(record, 1, record.length - 1)
                .array();
    }

    /** Reads the result of {@link #retraction}. */
    static RetractionPlace retraction(byte[] key) {
        var in = ByteBuffer.wrap(key).position(RETRACTIONS.length);
        var recorded = Instant.ofEpochMilli(Long.MAX_VALUE - in.getLong());
        var from = in.position();
        var parts =
                new String(key, from, key.length - from - PLACE_BYTES, US_ASCII).split("\0", -1);
        var report = new ReportId(parts[0], parts[1], parts[2]);
        return new RetractionPlace(recorded, report, partition(key), offset(key));
    }

    static byte[] read(int partition) {
        return ByteBuffer.allocate(1 + Short.BYTES)
                .put((byte) 'o')
                .putShort((short) partition)
                .array();
    }

    private static byte[] parts(char kind, String... parts) {
        return (kind + String.join("\0", parts) + '\0').getBytes(UTF_8);
    }
}
