package org.demarche.log.export;

import org.demarche.log.event.JsonReader;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.Topics;
import org.demarche.log.registry.EntryKey;
import org.demarche.log.view.EventDocument;
import org.demarche.model.ReportEvent;
import org.jspecify.annotations.Nullable;

/** The content of a line of an export, without the cursor. A restore reads it. */
public sealed interface ExportLine {

    /**
     * The most bytes of a line without its line end: the longest value of a record, and room for
     * the other fields.
     */
    int LONGEST = Topics.LONGEST_REPORT + 64 * 1024;

    /**
     * @param body the value of the log's record, byte for byte
     * @param recordedBy the name of the access token that wrote the event; null if there was none
     */
    record Event(ReportEvent event, byte[] body, @Nullable String recordedBy)
            implements ExportLine {}

    /**
     * @param document the value of the registry's record, byte for byte
     * @param past the past of the entry, as {@link org.demarche.log.registry.EntryHistory#past}
     *     gives it; null in an export of an earlier release
     */
    record Entry(EntryKey key, byte[] document, byte @Nullable [] past) implements ExportLine {}

    /**
     * A record that the export could not read.
     *
     * @param place its partition and offset
     */
    record Unreadable(String place, String reason) implements ExportLine {}

    /** The last line of an export, which proves that it is complete. */
    record Summary() implements ExportLine {}

    /**
     * @throws UnreadableEvent with the reason and the place, if the bytes are not a line of an
     *     export
     */
    static ExportLine read(byte[] line) throws UnreadableEvent {
        var members = JsonReader.read(line, in -> new Members(in, line));
        if (members.names.contains("report")) {
            var parts = EventDocument.parts(line);
            return new Event(parts.event(), parts.body(), parts.recordedBy());
        }
        if (members.entry != null) {
            return new Entry(
                    new EntryKey(members.entryType(), members.id()), members.entry, members.past);
        }
        if (members.unreadable != null) {
            return new Unreadable(members.unreadable, members.reason());
        }
        if (members.names.contains("summary")) {
            return new Summary();
        }
        throw new UnreadableEvent(
                "is not a line of an export: it has no report, entry, unreadable or summary", "");
    }
}
