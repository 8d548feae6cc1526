package org.demarche.gateway.projection;

import static org.demarche.gateway.table.Column.ofRow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.gateway.table.Columns;

/** Writes dead letters as JSON. Reads and writes the cursors of their list. */
final class DeadLetterJson {

    static final Columns COLUMNS =
            Columns.of(
                    ofRow("id", "/id"),
                    ofRow("recorded", "/recorded"),
                    ofRow("projection", "/projection"),
                    ofRow("version", "/version"),
                    ofRow("topic", "/place/topic"),
                    ofRow("partition", "/place/partition"),
                    ofRow("offset", "/place/offset"),
                    ofRow("event", "/event"),
                    ofRow("reason", "/reason"),
                    ofRow("length", "/length"),
                    ofRow("start", "/start"));

    private static final String BETWEEN = ".";

    private DeadLetterJson() {}

    static ObjectNode of(StoredLetter letter) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", letter.id().toString());
        json.put("recorded", letter.recorded().toString());
        var origin = letter.origin();
        if (origin == null) {
            json.putNull("projection").putNull("version").putNull("place");
        } else {
            json.put("projection", origin.projection()).put("version", origin.version());
            json.putObject("place")
                    .put("topic", origin.topic())
                    .put("partition", origin.partition())
                    .put("offset", origin.offset());
        }
        json.put("event", letter.event().orElse(null));
        json.put("reason", letter.reason());
        json.put("length", letter.length());
        json.put("start", start(letter));
        return json;
    }

    /** Writes everything that is stored of a dead letter. */
    static ObjectNode whole(StoredLetter letter) {
        var json = of(letter);
        json.put("key", letter.key());
        var headers = json.putObject("headers");
        letter.headers().forEach(headers::put);
        json.put("whole", letter.isWhole());
        var text = letter.text();
        var value = letter.value();
        json.put("value", text.orElse(null));
        json.put(
                "base64",
                text.isPresent() || value == null
                        ? null
                        : Base64.getEncoder().encodeToString(value));
        return json;
    }

    private static String start(StoredLetter letter) {
        var value = letter.value();
        return value == null
                ? ""
                : StoredLetter.escaped(
                        Arrays.copyOf(value, Math.min(value.length, DeadLetterLog.SHOWN_BYTES)));
    }

    static String cursor(List<Long> ends) {
        return ends.stream().map(String::valueOf).collect(Collectors.joining(BETWEEN));
    }

    /**
     * Reads the result of {@link #cursor}; empty if it does not have one end for each partition.
     */
    static Optional<List<Long>> ends(String cursor, int partitions) {
        return cursor.matches("[0-9]{1,18}([.][0-9]{1,18}){%d}".formatted(partitions - 1))
                ? Optional.of(Arrays.stream(cursor.split("[.]")).map(Long::valueOf).toList())
                : Optional.empty();
    }
}
