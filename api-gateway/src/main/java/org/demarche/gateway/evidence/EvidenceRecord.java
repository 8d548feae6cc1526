package org.demarche.gateway.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.EventDocument;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.jspecify.annotations.Nullable;

/**
 * A readable record of the log, as the store has it. The fold decides whether it counts.
 *
 * @param recorded the instant at which it counts as recorded, by the clock of its partition
 * @param digest the digest of the body, 64 hexadecimal digits; null for a retraction
 * @param statement the digest of the statement that the body attests; null for a retraction
 * @param recordedBy the name of the access token that wrote it; empty if there was none
 * @param body the value of the log's record, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // the array is never compared or changed
public record EvidenceRecord(
        int partition,
        long offset,
        ReportId report,
        String type,
        Instant recorded,
        @Nullable String digest,
        @Nullable String statement,
        String recordedBy,
        byte[] body) {

    private static final int HEAD_BYTES = 1 + Long.BYTES + Integer.BYTES + Short.BYTES;

    /**
     * The longest name of an author, in bytes of UTF-8. Another program may have written a longer
     * one, whose rest is left out.
     */
    private static final int LONGEST_AUTHOR = 1_000;

    private static final int DIGEST_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();

    static EvidenceRecord of(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
        return of(
                event,
                record.partition(),
                record.offset(),
                requireNonNullElse(ReportCodec.recordedBy(record.headers()), ""),
                record.value());
    }

    static EvidenceRecord of(
            ReportEvent event, int partition, long offset, String recordedBy, byte[] body) {
        return switch (event) {
            case Filed(var id, var report, _, var digest, var at) ->
                    new EvidenceRecord(
                            partition,
                            offset,
                            id,
                            Filed.WIRE_NAME,
                            at,
                            digest,
                            StatementId.of(report, at).digest(),
                            recordedBy,
                            body);
            case Corrected(var id, var report, _, var digest, var at) ->
                    new EvidenceRecord(
                            partition,
                            offset,
                            id,
                            Corrected.WIRE_NAME,
                            at,
                            digest,
                            StatementId.of(report, at).digest(),
                            recordedBy,
                            body);
            case Retracted(var id, _, var at) ->
                    new EvidenceRecord(
                            partition,
                            offset,
                            id,
                            Retracted.WIRE_NAME,
                            at,
                            null,
                            null,
                            recordedBy,
                            body);
        };
    }

    /**
     * @throws IllegalStateException if this release cannot read the record, although it was
     *     readable when it was stored
     */
    public ReportEvent event() {
        try {
            return JsonReader.read(
                    body, in -> ReportCodec.read(in, report, type, digest, recorded));
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(
                    "The store holds a record of %s that this release cannot read"
                            .formatted(report),
                    e);
        }
    }

    /**
     * @param event the event of this record
     */
    public byte[] document(ReportEvent event) {
        return EventDocument.of(event, body, recordedBy.isEmpty() ? null : recordedBy);
    }

    byte[] key() {
        return EvidenceKey.record(report, partition, offset);
    }

    byte[] value() {
        var digests =
                digest == null || statement == null
                        ? 0
                        : DIGEST_BYTES + EvidenceKey.STATEMENT_BYTES;
        var author = recordedBy.getBytes(UTF_8);
        var authorLength = Math.min(author.length, LONGEST_AUTHOR);
        var value = ByteBuffer.allocate(HEAD_BYTES + authorLength + digests + body.length);
        value.put(letter()).putLong(recorded.getEpochSecond()).putInt(recorded.getNano());
        value.putShort((short) authorLength).put(author, 0, authorLength);
        if (digest != null && statement != null) {
            value.put(HEX.parseHex(digest)).put(HEX.parseHex(statement));
        }
        return value.put(body).array();
    }

    /**
     * @param report the one that the key names
     */
    static EvidenceRecord of(ReportId report, byte[] key, byte[] value) {
        var in = ByteBuffer.wrap(value);
        var type = type(in.get());
        var recorded = Instant.ofEpochSecond(in.getLong(), in.getInt());
        var author = new byte[in.getShort()];
        in.get(author);
        String digest = null;
        String statement = null;
        if (!type.equals(Retracted.WIRE_NAME)) {
            digest = HEX.formatHex(value, in.position(), in.position() + DIGEST_BYTES);
            in.position(in.position() + DIGEST_BYTES);
            statement =
                    HEX.formatHex(
                            value, in.position(), in.position() + EvidenceKey.STATEMENT_BYTES);
            in.position(in.position() + EvidenceKey.STATEMENT_BYTES);
        }
        return new EvidenceRecord(
                EvidenceKey.partition(key),
                EvidenceKey.offset(key),
                report,
                type,
                recorded,
                digest,
                statement,
                new String(author, UTF_8),
                Arrays.copyOfRange(value, in.position(), value.length));
    }

    private byte letter() {
        return (byte)
                switch (type) {
                    case Filed.WIRE_NAME -> 'f';
                    case Corrected.WIRE_NAME -> 'c';
                    case Retracted.WIRE_NAME -> 'r';
                    default -> throw new IllegalStateException(type);
                };
    }

    private static String type(byte letter) {
        return switch (letter) {
            case 'f' -> Filed.WIRE_NAME;
            case 'c' -> Corrected.WIRE_NAME;
            case 'r' -> Retracted.WIRE_NAME;
            default -> throw new IllegalStateException("no type of event is stored as " + letter);
        };
    }
}
