package org.demarche.log.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.registry.EntryKey;
import org.demarche.log.view.EventDocument;
import org.demarche.model.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * Collects lines of exports, each of which ends with a line feed:
 *
 * <ul>
 *   <li>{@code {"report", "type", "recorded", "digest", "recordedBy", "body", "cursor"}}, an event:
 *       see {@link EventDocument};
 *   <li>{@code {"unreadable": "<partition>@<offset>", "reason", "cursor"}}, a record that is not an
 *       event;
 *   <li>{@code {"summary": {"events", "unreadable"}, "cursor"}}, the last line of an export of the
 *       log;
 *   <li>{@code {"type", "id", "entry", "past"}}, an entry of the registry, and {@code {"summary":
 *       {"entries"}}}, the last line of an export of the registry.
 * </ul>
 *
 * A cursor is a text that needs no escaping.
 */
public final class ExportWriter {

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    /**
     * @param value the value of the log's record, which was read without a fault
     * @param recordedBy the name of the access token that wrote the event; null if there was none
     * @param cursor the cursor after the event
     */
    public void event(ReportEvent event, byte[] value, @Nullable String recordedBy, String cursor) {
        object(EventDocument.of(event, value, recordedBy), cursor);
    }

    public void unreadable(int partition, long offset, UnreadableEvent fault, String cursor) {
        var reason = fault.getMessage();
        object(
                JsonWriter.object(
                        out -> {
                            out.writeStringField("unreadable", partition + "@" + offset);
                            out.writeStringField("reason", reason);
                        }),
                cursor);
    }

    public void summary(long events, long unreadable, String cursor) {
        object(
                ascii(
                        "{\"summary\":{\"events\":"
                                + events
                                + ",\"unreadable\":"
                                + unreadable
                                + "}}"),
                cursor);
    }

    /**
     * @param document the value of the registry's record
     * @param past the past of the entry, as {@link org.demarche.log.registry.EntryHistory#past}
     *     gives it
     */
    public void entry(EntryKey key, byte[] document, byte[] past) {
        lines.writeBytes(
                ascii(
                        "{\"type\":\""
                                + key.type().label()
                                + "\",\"id\":\""
                                + key.id()
                                + "\",\"entry\":"));
        json(document, document.length);
        lines.writeBytes(ascii(",\"past\":"));
        json(past, past.length);
        lines.writeBytes(ascii("}\n"));
    }

    public void summary(long entries) {
        lines.writeBytes(ascii("{\"summary\":{\"entries\":" + entries + "}}\n"));
    }

    /** Returns the number of bytes of the lines that have not been taken. */
    public int size() {
        return lines.size();
    }

    /** Returns the lines that were written since the last call. */
    public byte[] take() {
        var taken = lines.toByteArray();
        lines.reset();
        return taken;
    }

    private void object(byte[] object, String cursor) {
        json(object, object.length - 1);
        lines.writeBytes((",\"cursor\":\"" + cursor + "\"}\n").getBytes(UTF_8));
    }

    /**
     * Writes JSON without its line breaks. Other programs may have written JSON with line breaks,
     * but a line of an export must have none.
     */
    private void json(byte[] json, int length) {
        for (var i = 0; i < length; i++) {
            lines.write(json[i] == '\n' || json[i] == '\r' ? ' ' : json[i]);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
