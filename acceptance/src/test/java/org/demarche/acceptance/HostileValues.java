package org.demarche.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that a careless or hostile client sends. */
final class HostileValues {

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\0",
                    "\n",
                    "a/b",
                    "..",
                    "%2e%2e%2f",
                    "%",
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e400",
                    "9223372036854775808",
                    "99999999999999999999999999999999999999",
                    "2024-02-30",
                    "+10000-01-01",
                    "-9999-12-31T23:59:59Z",
                    "9999-12-31T23:59:59.999999999+18:00",
                    "202X-1X",
                    "\ud800",
                    "\u202egnirts",
                    "Ж".repeat(200),
                    "a".repeat(3_000),
                    "{}",
                    "[[[[",
                    "<script>alert(1)</script>",
                    "'; --",
                    "${7*7}",
                    "a,b,,c",
                    "e\u0301\u0301\u0301",
                    "x.y.z",
                    "reports:0:9223372036854775807",
                    "r0=1",
                    "\"1\"",
                    "*");

    private static final List<String> BODIES =
            List.of(
                    "",
                    " ",
                    "null",
                    "0",
                    "\"\"",
                    "[]",
                    "{}",
                    "{",
                    "{\"id\":\"a\",\"id\":\"b\"}",
                    "\ufeff{}",
                    "{\"\\ud800\":\"\\udfff\"}",
                    "{\"a\":1e999999}",
                    "{\"a\":" + "9".repeat(2_000) + "}",
                    "[".repeat(2_000),
                    "{\"a\":".repeat(500) + "1" + "}".repeat(500),
                    "\n\n\n",
                    "a;b;c\n1;2;3\n",
                    "id,actor\n\"unclosed");

    private final Random random;

    HostileValues(Random random) {
        this.random = random;
    }

    String text() {
        return pick(TEXTS);
    }

    /** One value of an example, or a field of it, is another, missing, or too much. */
    JsonNode changed(JsonNode example) {
        var copy = example.deepCopy();
        var holders = new ArrayList<JsonNode>();
        collect(copy, holders);
        if (holders.isEmpty()) return value();
        switch (pick(holders)) {
            case ObjectNode object -> change(object);
            case ArrayNode array -> {
                if (array.isEmpty() || random.nextBoolean()) array.add(value());
                else array.set(random.nextInt(array.size()), value());
            }
            default -> throw new IllegalStateException();
        }
        return copy;
    }

    byte[] bytes() {
        return pick(BODIES).getBytes(StandardCharsets.UTF_8);
    }

    /** Some bytes are others, or gone. */
    byte[] changed(byte[] bytes) {
        if (bytes.length == 0) return bytes;
        var changed = bytes.clone();
        for (var n = random.nextInt(4); n >= 0; n--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) == 0
                ? Arrays.copyOf(changed, random.nextInt(changed.length))
                : changed;
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void change(ObjectNode object) {
        var names = object.propertyStream().map(Map.Entry::getKey).toList();
        if (names.isEmpty() || random.nextInt(6) == 0) {
            object.set(text(), value());
        } else if (random.nextInt(4) == 0) {
            object.remove(pick(names));
        } else {
            object.set(pick(names), value());
        }
    }

    private JsonNode value() {
        var nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(10)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextLong());
            case 3 -> nodes.numberNode(random.nextGaussian());
            case 4 -> nodes.arrayNode().add(text());
            case 5 -> nodes.objectNode().put(text(), text());
            default -> nodes.textNode(text());
        };
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainerNode()) holders.add(node);
        node.forEach(child -> collect(child, holders));
    }
}
