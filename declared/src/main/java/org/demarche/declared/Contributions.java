package org.demarche.declared;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.demarche.log.event.JsonWriter;
import org.demarche.model.ReportId;

/**
 * The documents {@code e/<report id>} of a view of revision 1, each with the contribution of a
 * report. An older release may take the view over again, and restores its heap from these
 * documents.
 */
final class Contributions {

    /** The text for an absent value in the JSON. */
    private static final String ABSENT = "";

    /** The number of events that were folded of each report. */
    private final Map<ReportId, Integer> events = new HashMap<>();

    private final Map<ReportId, Contribution> changed = new LinkedHashMap<>();

    void change(ReportId report, Contribution now) {
        events.merge(report, 1, Integer::sum);
        changed.put(report, now);
    }

    /** Forgets the changed contributions, because the view has all of them. */
    void restored() {
        changed.clear();
    }

    void publish(TallyDocuments documents) {
        changed.forEach(
                (report, now) -> {
                    var value =
                            JsonWriter.object(
                                    out -> write(now, requireNonNull(events.get(report)), out));
                    documents.put(DocumentKey.contribution(report), value);
                });
        changed.clear();
    }

    private static void write(Contribution now, int events, JsonGenerator out) throws IOException {
        out.writeStringField("first", Long.toHexString(now.first()));
        if (now.standing() != now.first()) {
            out.writeStringField("standing", Long.toHexString(now.standing()));
        }
        if (events > 1) {
            out.writeNumberField("events", events);
        }
        if (now.retracted()) {
            out.writeBooleanField("retracted", true);
        }
        var counted = now.counted();
        if (counted != null) {
            out.writeStringField("at", counted.moment().recorded().toString());
            out.writeStringField("key", counted.key());
            out.writeArrayFieldStart("values");
            for (var value : counted.values()) {
                out.writeString(value == null ? ABSENT : value.toString());
            }
            out.writeEndArray();
        }
    }
}
