package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of CloudEvents 1.0 in its Kafka binding's binary mode, and three of Demarche: the
 * digest, the name of the access token that wrote the event, and, for a restored event, the instant
 * of its first recording.
 */
final class EventHeaders {

    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String DIGEST = "ce_digest";
    static final String RECORDED_BY = "ce_recordedby";
    static final String TRACE_PARENT = "ce_traceparent";
    static final String TRACE_STATE = "ce_tracestate";
    static final String RECORDED_ORIGINAL = "ce_recordedoriginal";

    /**
     * The earliest instant of recording, from which days count. Up to the latest instant, years
     * have four digits.
     */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /**
     * An event's first recording may be later than the append time of its restored record by at
     * most this much, because the clock of the machine that recorded it may be ahead. A restore
     * accepts one day by its own clock. The second day is for the clock of the broker.
     */
    private static final Duration CLOCK_AHEAD = Duration.ofDays(2);

    private EventHeaders() {}

    /**
     * Makes the headers of an event. The headers that every reader needs are the last ones, because
     * Kafka searches from the end.
     */
    static Headers of(EventId id, ReportEvent event, String source) {
        var headers =
                new RecordHeaders()
                        .add("ce_specversion", bytes("1.0"))
                        .add("content-type", bytes("application/json"))
                        .add("ce_source", bytes(source))
                        .add("ce_time", bytes(event.recorded().toString()));
        switch (event) {
            case Filed filed -> headers.add(DIGEST, bytes(filed.digest()));
            case Corrected corrected -> headers.add(DIGEST, bytes(corrected.digest()));
            case Retracted _ -> {}
        }
        return headers.add(TYPE, bytes(event.wireName())).add(ID, bytes(id.toString()));
    }

    /** Makes the headers of an event that a restore writes. */
    static Headers restored(EventId id, ReportEvent event, String source) {
        return of(id, event, source).add(RECORDED_ORIGINAL, bytes(event.recorded().toString()));
    }

    static Optional<Instant> recordedOriginal(ConsumerRecord<?, ?> record) throws UnreadableEvent {
        var text = text(record.headers(), RECORDED_ORIGINAL);
        if (text == null) {
            return Optional.empty();
        }
        try {
            var recorded = Instant.parse(text);
            var latest = Instant.ofEpochMilli(record.timestamp()).plus(CLOCK_AHEAD);
            if (recorded.isAfter(latest)) {
                throw new UnreadableEvent(
                        "'%s' is after %s, so no restore has written it".formatted(text, latest),
                        "header " + RECORDED_ORIGINAL);
            }
            if (isRecordable(recorded)) {
                return Optional.of(recorded);
            }
        } catch (DateTimeParseException _) {
            // treated like an instant that is out of range
        }
        throw new UnreadableEvent(
                "'%s' is not an instant from %s to %s".formatted(text, EARLIEST, LATEST),
                "header " + RECORDED_ORIGINAL);
    }

    static boolean isRecordable(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    static EventId id(Headers headers) throws UnreadableEvent {
        try {
            return EventId.parse(required(headers, ID));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent(String.valueOf(e.getMessage()), "header " + ID);
        }
    }

    static String required(Headers headers, String name) throws UnreadableEvent {
        var text = text(headers, name);
        if (text == null) {
            throw new UnreadableEvent("is missing", "header " + name);
        }
        return text;
    }

    static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    static void add(Headers headers, String name, @Nullable String text) {
        if (text != null) {
            headers.add(name, bytes(text));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
