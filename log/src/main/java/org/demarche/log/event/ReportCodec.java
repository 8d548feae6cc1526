package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.demarche.log.kafka.Topics;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.jspecify.annotations.Nullable;

/**
 * The only codec of the log of reports: CloudEvents 1.0 on Kafka, in binary mode, with a JSON
 * value. Bodies only ever gain optional fields, so unknown fields are passed over. The codec
 * refuses missing values, wrong types, dates, ids and labels, and bodies of another report than in
 * the headers; it guesses nothing. It takes texts of any length. The writer has checked codes,
 * URLs, resolved values, and the digest of the body. One thread may use an instance, because it
 * remembers the days that it has read.
 */
public final class ReportCodec {

    /**
     * Rises when the codec reads other records as events, or when {@link #decodeForFold} keeps
     * other fields. It is part of the revision of every fold, and of the form of every store of
     * events.
     */
    public static final int READER_REVISION = 3;

    private static final int DIGEST_DIGITS = 64;

    private final OptionalInt partitions;
    private final ReportForms forms = ReportForms.cached();

    /** Reads records of any partition, for those who know where a record belongs. */
    public ReportCodec() {
        partitions = OptionalInt.empty();
    }

    /**
     * Refuses records that lie in another partition than their key leads to: a holder's reports are
     * in one partition, or two folds would each see a part of them.
     *
     * @param partitions of the log
     */
    public ReportCodec(int partitions) {
        this.partitions = OptionalInt.of(partitions);
    }

    /**
     * The record to append. Its key, the holder, determines the partition.
     *
     * @param event its recorded instant goes to {@code ce_time} and only informs; the broker's
     *     append time counts
     * @param number which event of its report this is: 0 for the filing, then counting
     * @param source who took the event in, a URI reference
     */
    public ProducerRecord<byte[], byte[]> encode(
            String topic, ReportEvent event, int number, String source) {
        var value =
                switch (event) {
                    case Filed filed -> body(filed.body(), filed.resolved());
                    case Corrected corrected -> body(corrected.body(), corrected.resolved());
                    case Retracted retracted -> ReportJson.retraction(retracted.reason());
                };
        return record(topic, event, value, EventHeaders.of(id(event, number), event, source));
    }

    /**
     * The record of a restored event. {@link #recorded} reads the instant from it, whenever it is
     * appended.
     *
     * @param value that its record had where it comes from, byte for byte
     * @throws IllegalArgumentException if no event can be recorded at its instant: see {@link
     *     #isRecordable}
     */
    public ProducerRecord<byte[], byte[]> encodeRestored(
            String topic, ReportEvent event, byte[] value, int number, String source) {
        if (!isRecordable(event.recorded())) {
            throw new IllegalArgumentException("recorded at " + event.recorded());
        }
        return record(topic, event, value, EventHeaders.restored(id(event, number), event, source));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, ReportEvent event, byte[] value, Headers headers) {
        return new ProducerRecord<>(
                topic, null, event.report().holder().getBytes(UTF_8), value, headers);
    }

    private static EventId id(ReportEvent event, int number) {
        var id = new EventId(event.report(), number);
        if (outOfPlace(id, event.wireName())) {
            throw new IllegalArgumentException("%s as event %s".formatted(event.wireName(), id));
        }
        return id;
    }

    /**
     * Says in a record where it comes from. No fold reads this.
     *
     * @param recordedBy the name of the access token that wrote it; null if nobody had to sign in
     */
    public static void sign(ProducerRecord<byte[], byte[]> record, @Nullable String recordedBy) {
        EventHeaders.add(record.headers(), EventHeaders.RECORDED_BY, recordedBy);
    }

    /**
     * Says in a record which request wrote it, as W3C Trace Context has it.
     *
     * @param parent null if the request said nothing
     * @param state null if the request said nothing
     */
    public static void trace(
            ProducerRecord<byte[], byte[]> record,
            @Nullable String parent,
            @Nullable String state) {
        EventHeaders.add(record.headers(), EventHeaders.TRACE_PARENT, parent);
        EventHeaders.add(record.headers(), EventHeaders.TRACE_STATE, state);
    }

    /** The name of the access token that wrote an event; null if nobody had to sign in. */
    public static @Nullable String recordedBy(Headers headers) {
        return EventHeaders.text(headers, EventHeaders.RECORDED_BY);
    }

    /** The JSON value of a filed or corrected report. */
    public byte[] body(Report report, Resolved resolved) {
        return ReportJson.body(report, resolved);
    }

    /**
     * The whole event.
     *
     * @param recorded see {@link #recorded}
     * @throws UnreadableEvent saying why, and where
     */
    public ReportEvent decode(ConsumerRecord<byte[], byte[]> record, Instant recorded)
            throws UnreadableEvent {
        return decode(record, recorded, true);
    }

    /**
     * The event with the fields that folds and position documents need. It is checked as {@link
     * #decode} checks it, but its body lacks the offset of its instant, venue, addressees, coder,
     * the quote's text, and the source's agency, language and relay.
     *
     * @param recorded see {@link #recorded}
     * @throws UnreadableEvent saying why, and where
     */
    public ReportEvent decodeForFold(ConsumerRecord<byte[], byte[]> record, Instant recorded)
            throws UnreadableEvent {
        try {
            return decode(record, recorded, false);
        } catch (UnreadableEvent _) {
            // the message differs if the reader skips texts
            return decode(record, recorded, true);
        }
    }

    private ReportEvent decode(
            ConsumerRecord<byte[], byte[]> record, Instant recorded, boolean everything)
            throws UnreadableEvent {
        var id = id(record.headers());
        var type = type(record.headers());
        if (outOfPlace(id, type)) {
            throw new UnreadableEvent(type + " as event " + id, "header " + EventHeaders.ID);
        }
        if (!Arrays.equals(record.key(), id.report().holder().getBytes(UTF_8))) {
            throw new UnreadableEvent("key is not the holder", "key");
        }
        if (partitions.isPresent()) {
            requireInPlace(record, partitions.getAsInt());
        }
        var value = record.value();
        if (value == null) {
            throw new UnreadableEvent("there is no body", "");
        }
        if (value.length > Topics.LONGEST_REPORT) {
            throw new UnreadableEvent(
                    "the value has %d bytes, but at most %d are allowed"
                            .formatted(value.length, Topics.LONGEST_REPORT),
                    "");
        }
        var digest = EventHeaders.text(record.headers(), EventHeaders.DIGEST);
        return JsonReader.read(
                value,
                in ->
                        read(
                                new ReportReader(in, forms, everything),
                                id.report(),
                                type,
                                digest,
                                recorded));
    }

    /**
     * The instant of recording: the log's append time, but never before that of an earlier record
     * in the partition; for a restored event exactly that of its first recording.
     *
     * @param highest that this has answered for the records before it, {@link Instant#EPOCH} at the
     *     beginning
     * @throws UnreadableEvent if no restore can have written the original instant
     */
    public static Instant recorded(ConsumerRecord<?, ?> record, Instant highest)
            throws UnreadableEvent {
        var original = recordedOriginal(record);
        if (original.isPresent()) {
            return original.get();
        }
        var appended = Instant.ofEpochMilli(record.timestamp());
        return appended.isAfter(highest) ? appended : highest;
    }

    /**
     * The first instant of recording of a restored event; empty for all other events.
     *
     * @throws UnreadableEvent if no restore can have written it: it is not an instant, or more than
     *     two days after the log took the record in
     */
    public static Optional<Instant> recordedOriginal(ConsumerRecord<?, ?> record)
            throws UnreadableEvent {
        return EventHeaders.recordedOriginal(record);
    }

    private static void requireInPlace(ConsumerRecord<byte[], byte[]> record, int partitions)
            throws UnreadableEvent {
        var place = Topics.partitionOf(record.key(), partitions);
        if (record.partition() != place) {
            throw new UnreadableEvent(
                    "the record is in partition %d, but its key belongs to partition %d"
                            .formatted(record.partition(), place),
                    "key");
        }
    }

    /** Whether an instant lies within the years 1970 to 9999. */
    public static boolean isRecordable(Instant instant) {
        return EventHeaders.isRecordable(instant);
    }

    /** The report and the number of a record's event, from its headers alone. */
    public static EventId id(Headers headers) throws UnreadableEvent {
        return EventHeaders.id(headers);
    }

    /** An event's wire name, from its headers alone. */
    public static String type(Headers headers) throws UnreadableEvent {
        return EventHeaders.required(headers, EventHeaders.TYPE);
    }

    /** The digest of a record's body, from its headers alone; a retraction has none. */
    public static Optional<String> digest(Headers headers) throws UnreadableEvent {
        var digest = EventHeaders.text(headers, EventHeaders.DIGEST);
        return digest == null ? Optional.empty() : Optional.of(requireDigest(digest));
    }

    /**
     * Reads the body at the present value.
     *
     * @param digest the event's own, checked only in its form
     */
    public static ReportEvent read(
            JsonReader in, ReportId id, String type, @Nullable String digest, Instant recorded)
            throws IOException, UnreadableEvent {
        return read(new ReportReader(in, ReportForms.SHARED, true), id, type, digest, recorded);
    }

    private static ReportEvent read(
            ReportReader in, ReportId id, String type, @Nullable String digest, Instant recorded)
            throws IOException, UnreadableEvent {
        return switch (type) {
            case Filed.WIRE_NAME -> {
                var known = requireDigest(digest);
                var body = body(in, id);
                yield new Filed(id, body.report(), body.resolved(), known, recorded);
            }
            case Corrected.WIRE_NAME -> {
                var known = requireDigest(digest);
                var body = body(in, id);
                yield new Corrected(id, body.report(), body.resolved(), known, recorded);
            }
            case Retracted.WIRE_NAME -> new Retracted(id, in.reason(), recorded);
            default ->
                    throw new UnreadableEvent(
                            "the type '%s' is unknown".formatted(type),
                            "header " + EventHeaders.TYPE);
        };
    }

    private static ReportReader.Body body(ReportReader in, ReportId id)
            throws IOException, UnreadableEvent {
        var body = in.body();
        if (!body.report().holder().equals(id.holder())) {
            throw in.fault("holder '%s' is not that of %s".formatted(body.report().holder(), id));
        }
        if (!body.report().issue().equals(id.issue())) {
            throw in.fault("issue '%s' is not that of %s".formatted(body.report().issue(), id));
        }
        return body;
    }

    private static String requireDigest(@Nullable String digest) throws UnreadableEvent {
        if (digest == null || !isDigest(digest)) {
            throw new UnreadableEvent(
                    "must be 64 hexadecimal digits", "header " + EventHeaders.DIGEST);
        }
        return digest;
    }

    private static boolean isDigest(String text) {
        // The digits are random, so the processor would guess half of all branches wrongly.
        var others = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            others |= ('9' - c | c - '0') & ('f' - c | c - 'a');
        }
        return others >= 0 && text.length() == DIGEST_DIGITS;
    }

    /** Only a filing may be the first event of a report, and no later event may be one. */
    private static boolean outOfPlace(EventId id, String type) {
        return (id.number() == 0) != type.equals(Filed.WIRE_NAME);
    }
}
