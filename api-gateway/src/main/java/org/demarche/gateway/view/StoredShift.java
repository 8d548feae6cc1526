package org.demarche.gateway.view;

import java.io.IOException;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;

/**
 * A shift as the view has it.
 *
 * @param into the days of the turn that the shift leads into
 * @param kind the wire name of its kind
 * @param certain whether the order of its two sides is known; also true if the rule does not
 *     examine this order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, served as it is
public record StoredShift(Subject subject, Days into, String kind, boolean certain, byte[] document)
        implements ShiftPlace {

    static StoredShift of(String key, byte[] document) throws UnreadableEvent {
        var read = JsonReader.read(document, Listed::read);
        return new StoredShift(
                ViewKey.subjectOfShift(key),
                ViewKey.daysOfShift(key),
                read.kind,
                read.certain,
                document);
    }

    /** Returns the key in the view. Keys sort by days. */
    @Override
    public String key() {
        return ViewKey.shift(subject, into);
    }

    int compareWith(StoredShift other) {
        var byDays = into.compareTo(other.into);
        return byDays != 0 ? byDays : subject.compareTo(other.subject);
    }

    /** The fields by which clients filter shifts. */
    private record Listed(String kind, boolean certain) {

        static Listed read(JsonReader in) throws IOException, UnreadableEvent {
            String kind = null;
            var certain = true;
            in.object();
            for (var name = in.field(); name != null; name = in.field()) {
                switch (name) {
                    case "kind" -> kind = in.text();
                    case "certain" -> certain = in.flag();
                    default -> in.skip();
                }
            }
            return new Listed(in.required(kind, "kind"), certain);
        }
    }
}
