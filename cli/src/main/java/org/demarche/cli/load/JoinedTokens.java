package org.demarche.cli.load;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.TreeMap;

/** Joins read tokens: keeps the highest offset of each place. */
final class JoinedTokens {

    private final Map<String, Long> offsets = new TreeMap<>();

    /**
     * @param token a read token, such as {@code r3:128,g:41}; may be empty
     */
    void add(String token) {
        if (token.isEmpty()) {
            return;
        }
        for (var entry : token.split(",")) {
            var colon = entry.indexOf(':');
            offsets.merge(
                    entry.substring(0, colon), Long.valueOf(entry.substring(colon + 1)), Long::max);
        }
    }

    String token() {
        return offsets.entrySet().stream()
                .map(place -> place.getKey() + ":" + place.getValue())
                .collect(joining(","));
    }
}
