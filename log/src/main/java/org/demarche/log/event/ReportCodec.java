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
 * value. Later releases only add optional fields to bodies, so the codec ignores unknown fields. It
 * refuses missing values, wrong types, dates, ids and labels, and bodies whose holder or issue
 * differs from the report's id; it guesses nothing. It accepts texts of any length. It does not
 * check codes, URLs, resolved values and the digest of the body, because the writer has checked
 * them. Only one thread may use an instance, because the instance caches the days that it has read.
 */
public final class ReportCodec {

    /**
     * The revision of the reader. It must rise when the codec reads other records as events than
     * before, or when {@link #decodeForFold} keeps other fields. It is part of the revision of
     * every fold, and of the format of every store of events.
     */
    public static final int READER_REVISION = 3;

    private static final int DIGEST_DIGITS = 64;

    private final OptionalInt partitions;
    private final ReportForms forms = ReportForms.cached();

    /**
     * Makes a codec that accepts a record in any partition, for a caller that knows the right
     * partition.
     */
    public ReportCodec() {
        partitions = OptionalInt.empty();
    }

    /**
     * Makes a codec that refuses a record if its key belongs to another partition. All reports of a
     * holder must be in one partition, because otherwise two folds would each see a part of them.
     *
     * @param partitions the number of partitions of the log
     */
    public ReportCodec(int partitions) {
        this.partitions = OptionalInt.of(partitions);
    }

    /**
     * Returns the record to append. Its key, the holder, determines the partition.
     *
     * @param event the event; its instant of recording goes to {@code ce_time} for information
     *     only, because the broker's append time counts
     * @param number the number of the event in its report: 0 for the filing, then 1, 2 and so on
     * @param source the service that received the event, as a URI reference
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
     * Returns the record of a restored event. {@link #recorded} reads the instant from this record,
     * whatever its append time is.
     *
     * @param value the value of the record from which the event was exported, byte for byte
     * @throws IllegalArgumentException if the event's instant is out of range: see {@link
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
            throw new IllegalArgumentException(
                    "the type '%s' does not fit the event %s".formatted(event.wireName(), id));
        }
        return id;
    }

    /**
     * Adds to a record the name of the access token that wrote it. No fold reads this name.
     *
     * @param recordedBy the name of the access token; null if nobody had to sign in
     */
    public static void sign(ProducerRecord<byte[], byte[]> record, @Nullable String recordedBy) {
        EventHeaders.add(record.headers(), EventHeaders.RECORDED_BY, recordedBy);
    }

    /**
     * Adds to a record the W3C Trace Context of the request that wrote it.
     *
     * @param parent the header {@code traceparent}; null if the request had none
     * @param state the header {@code tracestate}; null if the request had none
     */
    public static void trace(
            ProducerRecord<byte[], byte[]> record,
            @Nullable String parent,
            @Nullable String state) {
        EventHeaders.add(record.headers(), EventHeaders.TRACE_PARENT, parent);
        EventHeaders.add(record.headers(), EventHeaders.TRACE_STATE, state);
    }

    /** Returns the name of the access token that wrote an event; null if nobody had to sign in. */
    public static @Nullable String recordedBy(Headers headers) {
        return EventHeaders.text(headers, EventHeaders.RECORDED_BY);
    }

    /** Returns the JSON value of a filed or corrected report. */
    public byte[] body(Report report, Resolved resolved) {
        return ReportJson.body(report, resolved);
    }

    /**
     * Reads the whole event.
     *
     * @param recorded the instant of recording, see {@link #recorded}
     * @throws UnreadableEvent with the reason and the place, if the record is not an event
     */
    public ReportEvent decode(ConsumerRecord<byte[], byte[]> record, Instant recorded)
            throws UnreadableEvent {
        return decode(record, recorded, true);
    }

    /**
     * Reads the event with the fields that folds and position documents need. The checks are those
     * of {@link #decode}, but the body that it returns lacks the offset of its instant, the venue,
     * the addressees, the coder, the quote's text, and the source's agency, language and relay.
     *
     * @param recorded the instant of recording, see {@link #recorded}
     * @throws UnreadableEvent with the reason and the place, if the record is not an event
     */
    public ReportEvent decodeForFold(ConsumerRecord<byte[], byte[]> record, Instant recorded)
            throws UnreadableEvent {
        try {
            return decode(record, recorded, false);
        } catch (UnreadableEvent _) {
            // reads it again as a whole, because the message differs if the reader skips texts
            return decode(record, recorded, true);
        }
    }

    private ReportEvent decode(
            ConsumerRecord<byte[], byte[]> record, Instant recorded, boolean everything)
            throws UnreadableEvent {
        var id = id(record.headers());
        var type = type(record.headers());
        if (outOfPlace(id, type)) {
            throw new UnreadableEvent(
                    "the type '" + type + "' does not fit the event " + id,
                    "header " + EventHeaders.ID);
        }
        if (!Arrays.equals(record.key(), id.report().holder().getBytes(UTF_8))) {
            throw new UnreadableEvent("the key is not the holder", "key");
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
     * Returns the instant of recording. For a restored event this is the instant of its first
     * recording. For every other event it is the log's append time, or {@code highest} if that is
     * later.
     *
     * @param highest the highest result for earlier records of the partition; {@link Instant#EPOCH}
     *     at the beginning
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
     * Returns the instant of the first recording of a restored event; empty for all other events.
     *
     * @throws UnreadableEvent if no restore can have written the header: it is not an instant, it
     *     is out of range, or it is more than two days after the append time of the record
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

    /** Whether an instant is within the years 1970 to 9999. */
    public static boolean isRecordable(Instant instant) {
        return EventHeaders.isRecordable(instant);
    }

    /** Reads the report and the number of a record's event, from its headers alone. */
    public static EventId id(Headers headers) throws UnreadableEvent {
        return EventHeaders.id(headers);
    }

    /** Reads an event's wire name, from its headers alone. */
    public static String type(Headers headers) throws UnreadableEvent {
        return EventHeaders.required(headers, EventHeaders.TYPE);
    }

    /** Reads the digest of a record's body, from its headers alone; a retraction has none. */
    public static Optional<String> digest(Headers headers) throws UnreadableEvent {
        var digest = EventHeaders.text(headers, EventHeaders.DIGEST);
        return digest == null ? Optional.empty() : Optional.of(requireDigest(digest));
    }

    /**
     * Reads the event whose body is the current value.
     *
     * @param digest the digest of the event; only its form is checked
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
        // This loop avoids branches: the digits are random, so the processor would predict half of
        // the branches wrongly.
        var others = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            others |= ('9' - c | c - '0') & ('f' - c | c - 'a');
        }
        return others >= 0 && text.length() == DIGEST_DIGITS;
    }

    /**
     * Whether the type does not fit the number: the first event of a report must be a filing, and
     * no later event may be one.
     */
    private static boolean outOfPlace(EventId id, String type) {
        return (id.number() == 0) != type.equals(Filed.WIRE_NAME);
    }
}
