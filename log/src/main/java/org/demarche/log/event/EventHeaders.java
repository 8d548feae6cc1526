package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.jspecify.annotations.Nullable;

/** The attributes of CloudEvents 1.0 in its Kafka binding's binary mode, and ours: the digest. */
final class EventHeaders {

    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String DIGEST = "ce_digest";

    private EventHeaders() {}

    /** What every reader asks for stands at the end, where a look for a header begins. */
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

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
