package org.demarche.ingest.form;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.RegistryEntry;

/**
 * An entry that was made for an unknown name.
 *
 * @param near names that a refusal would have suggested instead
 */
public record RegisteredEntry(RegistryEntry entry, List<String> near) {

    public RegisteredEntry {
        near = List.copyOf(near);
    }

    /** Writes a field into an open object, unless the list is empty. */
    public static void write(JsonGenerator out, List<RegisteredEntry> all) throws IOException {
        if (all.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("registered");
        for (var one : all) {
            one.write(out);
        }
        out.writeEndArray();
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", entry.type().label());
        out.writeStringField("id", entry.id());
        if (entry instanceof Actor actor) {
            out.writeStringField("kind", actor.kind().label());
        }
        out.writeStringField("name", entry.name());
        out.writeArrayFieldStart("near");
        for (var name : near) {
            out.writeString(name);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
