package org.demarche.gateway.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An answer of the API, as it would go to a client.
 *
 * @param address the address at which a client gets the answer
 * @param canonical the link to cite; empty if the answer has none
 */
public record Answered(JsonNode json, String address, Optional<String> canonical) {

    /** Returns the items of a list. */
    public List<JsonNode> items() {
        return json.path("items").valueStream().toList();
    }

    /** Returns the cursor of the next page. */
    public Optional<String> next() {
        return Optional.ofNullable(json.path("next").textValue());
    }

    /**
     * Returns a time or the rule from the link to cite. The link has these values without encoding.
     */
    public Optional<String> pinned(String name) {
        return Stream.of(pinned().split("&"))
                .filter(pair -> pair.startsWith(name + '='))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /**
     * Returns the parameters of the link to cite. With them any address answers for the same time.
     */
    public String pinned() {
        return canonical.map(link -> link.substring(link.indexOf('?') + 1)).orElse("");
    }
}
