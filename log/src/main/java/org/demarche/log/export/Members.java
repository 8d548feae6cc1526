package org.demarche.log.export;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.json.OneOf;
import org.demarche.log.registry.EntryType;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a line that need not be an event. */
final class Members {

    final Set<String> names = new HashSet<>();
    byte @Nullable [] entry;
    byte @Nullable [] past;
    @Nullable String unreadable;
    private @Nullable String type;
    private @Nullable String id;
    private @Nullable String reason;

    Members(JsonReader in, byte[] line) throws IOException, UnreadableEvent {
        in.object();
        for (var name = in.field(); name != null; name = in.field()) {
            names.add(name);
            switch (name) {
                case "type" -> type = in.text();
                case "id" -> id = in.id();
                case "unreadable" -> unreadable = in.text();
                case "reason" -> reason = in.text();
                case "entry" -> entry = object(in, line);
                case "past" -> past = object(in, line);
                default -> in.skip();
            }
        }
    }

    EntryType entryType() throws UnreadableEvent {
        var label = required(type, "type");
        return EntryType.ALL.stream()
                .filter(known -> known.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UnreadableEvent(
                                        OneOf.fault(
                                                EntryType.ALL.stream()
                                                        .map(EntryType::label)
                                                        .toList(),
                                                label),
                                        "/type"));
    }

    String id() throws UnreadableEvent {
        return required(id, "id");
    }

    String reason() throws UnreadableEvent {
        return required(reason, "reason");
    }

    private static byte[] object(JsonReader in, byte[] line) throws IOException, UnreadableEvent {
        var start = in.start();
        in.object();
        while (in.field() != null) {
            in.skip();
        }
        return Arrays.copyOfRange(line, start, in.end());
    }

    private static String required(@Nullable String value, String name) throws UnreadableEvent {
        if (value == null) {
            throw new UnreadableEvent("is missing", "/" + name);
        }
        return value;
    }
}
