package org.demarche.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Reads lists of the API. */
final class Listing {

    private Listing() {}

    /** Until 0.1 some lists call their items otherwise. */
    static List<JsonNode> items(JsonNode list) {
        return Stream.of("items", "runs", "statements").filter(list::has).findFirst().stream()
                .flatMap(name -> list.path(name).valueStream())
                .toList();
    }

    /** A line that tells how to read on; empty at the end. */
    static Stream<String> more(JsonNode list) {
        return list.path("next").isTextual()
                ? Stream.of("There are more: call again with this answer's `next` as cursor.")
                : Stream.empty();
    }
}
