package org.demarche.bench.yardstick;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.demarche.log.event.EventId;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.Topics;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * The reader of the log as it was when the targets of a replay were set. It is frozen, so that a
 * faster reader makes a replay's share of the limit larger and not smaller. It reads filed reports
 * only, because the measured logs have no other events.
 */
public final class Yardstick {

    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String DIGEST = "ce_digest";

    public Filed decode(ConsumerRecord<byte[], byte[]> record, Instant recorded)
            throws UnreadableEvent {
        var id = id(record.headers());
        var type = required(record.headers(), TYPE);
        if (id.number() != 0 || !type.equals(Filed.WIRE_NAME)) {
            throw new UnreadableEvent(type + " as event " + id, "header " + ID);
        }
        if (!Arrays.equals(record.key(), id.report().holder().getBytes(UTF_8))) {
            throw new UnreadableEvent("the key is not the holder", "key");
        }
        if (record.value() == null) {
            throw new UnreadableEvent("there is no body", "");
        }
        if (record.value().length > Topics.LONGEST_REPORT) {
            throw new UnreadableEvent("the value is too long", "");
        }
        var digest = text(record.headers(), DIGEST);
        return YardstickJson.read(
                record.value(), in -> filed(in, id.report(), requireDigest(digest), recorded));
    }

    private static Filed filed(YardstickJson in, ReportId id, String digest, Instant recorded)
            throws IOException, UnreadableEvent {
        var body = new YardstickReport(in).body();
        if (!body.report().holder().equals(id.holder())) {
            throw in.fault("holder '%s' is not that of %s".formatted(body.report().holder(), id));
        }
        if (!body.report().issue().equals(id.issue())) {
            throw in.fault("issue '%s' is not that of %s".formatted(body.report().issue(), id));
        }
        return new Filed(id, body.report(), body.resolved(), digest, recorded);
    }

    private static EventId id(Headers headers) throws UnreadableEvent {
        try {
            return EventId.parse(required(headers, ID));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent(String.valueOf(e.getMessage()), "header " + ID);
        }
    }

    private static String required(Headers headers, String name) throws UnreadableEvent {
        var text = text(headers, name);
        if (text == null) {
            throw new UnreadableEvent("is missing", "header " + name);
        }
        return text;
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static String requireDigest(@Nullable String digest) throws UnreadableEvent {
        if (digest == null || !isDigest(digest)) {
            throw new UnreadableEvent("must be 64 hexadecimal digits", "header " + DIGEST);
        }
        return digest;
    }

    private static boolean isDigest(String text) {
        return text.length() == 64
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
