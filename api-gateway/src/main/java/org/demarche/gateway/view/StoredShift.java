package org.demarche.gateway.view;

import java.io.IOException;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Days;
import org.demarche.model.Subject;

/**
 * A shift as the view has it.
 *
 * @param into the days of the turn that it leads into
 * @param kind its wire name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, served as it is
public record StoredShift(Subject subject, Days into, String kind, byte[] document)
        implements ShiftPlace {

    static StoredShift of(String key, byte[] document) throws UnreadableEvent {
        return new StoredShift(
                ViewKey.subjectOfShift(key),
                ViewKey.daysOfShift(key),
                JsonReader.read(document, StoredShift::kind),
                document);
    }

    /** Of the view; keys are in the order of the days. */
    @Override
    public String key() {
        return ViewKey.shift(subject, into);
    }

    int compareWith(StoredShift other) {
        var byDays = into.compareTo(other.into);
        return byDays != 0 ? byDays : subject.compareTo(other.subject);
    }

    private static String kind(JsonReader in) throws IOException, UnreadableEvent {
        String kind = null;
        in.object();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "kind" -> kind = in.text();
                default -> in.skip();
            }
        }
        return in.required(kind, "kind");
    }
}
