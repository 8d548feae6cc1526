package org.demarche.log.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.demarche.model.Report;
import org.demarche.model.Resolved;
import org.jspecify.annotations.Nullable;

/**
 * The names on which the fold of an event depends, beside its actor and issue. They are in a header
 * of the record of the event's document, so that a reader knows the actor's ascriptions and the
 * effects of a merge without reading a body.
 *
 * @param spokenFor the id of the actor spoken for; null if the statement is narrated
 * @param speaker the id of the speaker; null if the report names no registered speaker
 */
public record FoldNames(
        String outlet, String origin, @Nullable String spokenFor, @Nullable String speaker) {

    public static FoldNames of(Report body, Resolved resolved) {
        var speaker = body.speaker();
        return new FoldNames(
                body.source().outlet(),
                resolved.origin(),
                body.spokenFor(),
                speaker == null ? null : speaker.actor());
    }

    /**
     * Reads the names from a record's headers; null if there are none, because a retraction has no
     * names.
     */
    public static @Nullable FoldNames of(Headers headers) {
        var header = headers.lastHeader(DocumentHeaders.NAMES);
        if (header == null) {
            return null;
        }
        var parts = new String(header.value(), US_ASCII).split("/", -1);
        return new FoldNames(parts[0], parts[1], orNull(parts[2]), orNull(parts[3]));
    }

    public Header header() {
        var text = String.join("/", outlet, origin, orEmpty(spokenFor), orEmpty(speaker));
        return new RecordHeader(DocumentHeaders.NAMES, text.getBytes(US_ASCII));
    }

    private static @Nullable String orNull(String part) {
        return part.isEmpty() ? null : part;
    }

    private static String orEmpty(@Nullable String name) {
        return name == null ? "" : name;
    }
}
