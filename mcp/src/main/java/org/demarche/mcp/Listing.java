package org.demarche.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Reads lists of the API. */
final class Listing {

    private Listing() {}

    static List<JsonNode> items(JsonNode list) {
        return list.path("items").valueStream().toList();
    }

    /** Returns a line that tells how to get the next page; empty on the last page. */
    static Stream<String> more(JsonNode list) {
        return list.path("next").isTextual()
                ? Stream.of("There are more: call again with this answer's `next` as cursor.")
                : Stream.empty();
    }
}
