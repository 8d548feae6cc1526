package org.demarche.ingest.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.log.name.NormalForm;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a PUT: the stored entry. A PUT replaces the whole entry, so the answer also has a
 * field {@code dropped}: it lists, field by field, the values that the new entry lacks.
 */
final class EntryAnswer {

    private static final JsonMapper JSON = new JsonMapper();

    private EntryAnswer() {}

    /**
     * @param before the previous entry; null if there was none
     */
    static byte[] of(byte[] stored, byte @Nullable [] before) {
        if (before == null) {
            return stored;
        }
        try {
            var entry = (ObjectNode) JSON.readTree(stored);
            var dropped = dropped(JSON.readTree(before), entry);
            return dropped.isEmpty() ? stored : bytes(entry.set("dropped", dropped));
        } catch (IOException e) {
            throw new IllegalStateException("a stored entry is always JSON", e);
        }
    }

    private static ObjectNode dropped(JsonNode before, JsonNode after) {
        var names = names(after);
        var dropped = JSON.createObjectNode();
        for (var field : before.properties()) {
            var name = field.getKey();
            var gone = gone(field.getValue(), after.path(name));
            if (name.equals("name") || name.equals("aliases")) {
                gone = gone.filter(each -> !names.contains(NormalForm.of(each.asText())));
            }
            var values = gone.toList();
            if (values.isEmpty()) {
                continue;
            }
            if (field.getValue().isArray()) {
                dropped.putArray(name).addAll(values);
            } else {
                dropped.set(name, values.getFirst());
            }
        }
        return dropped;
    }

    private static Stream<JsonNode> gone(JsonNode before, JsonNode after) {
        if (!before.isArray()) {
            return Stream.of(before).filter(value -> !value.equals(after));
        }
        var still = new HashSet<>(after.valueStream().toList());
        return before.valueStream().filter(value -> !still.contains(value));
    }

    /** Returns all names that the entry has now. */
    private static Set<String> names(JsonNode entry) {
        var names = new HashSet<String>();
        names.add(NormalForm.of(entry.path("id").asText()));
        names.add(NormalForm.of(entry.path("name").asText()));
        entry.path("aliases").forEach(alias -> names.add(NormalForm.of(alias.asText())));
        return names;
    }

    private static byte[] bytes(JsonNode entry) throws JsonProcessingException {
        return JSON.writeValueAsBytes(entry);
    }
}
