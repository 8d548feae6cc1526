package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.apache.kafka.common.header.Headers;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/** Reads the ids of events; those of one actor and issue share the texts of both. */
final class EventIds {

    private final ReadTexts known;

    EventIds(ReadTexts known) {
        this.known = known;
    }

    EventId of(Headers headers) throws UnreadableEvent {
        var header = headers.lastHeader(EventHeaders.ID);
        var text = header == null ? null : header.value();
        var filing = text == null ? null : filing(text);
        return filing == null ? EventHeaders.id(headers) : filing;
    }

    /** Whether bytes are a text in ASCII. */
    static boolean isText(byte @Nullable [] bytes, String text) {
        if (bytes == null || bytes.length != text.length()) {
            return false;
        }
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Null for every other id, and for what is none. */
    private @Nullable EventId filing(byte[] text) {
        var first = indexOf('.', text, 0);
        var second = first < 0 ? -1 : indexOf('.', text, first + 1);
        if (second < 0 || indexOf('#', text, second) >= 0) {
            return null;
        }
        try {
            var holder = known.value(ReportForms.ID, text, 0, first);
            var issue = known.value(ReportForms.ID, text, first + 1, second);
            var token = new String(text, second + 1, text.length - second - 1, ISO_8859_1);
            return new EventId(new ReportId(holder, issue, token), 0);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static int indexOf(char one, byte[] text, int from) {
        for (var i = from; i < text.length; i++) {
            if (text[i] == one) {
                return i;
            }
        }
        return -1;
    }
}
