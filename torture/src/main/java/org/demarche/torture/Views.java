package org.demarche.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What the stack serves, key by key. */
final class Views {

    private static final int ATTEMPTS = 12;

    private Views() {}

    /**
     * The positions of the torture's actors, each by its actor and issue.
     *
     * @param token of a reader who wants all of the log
     */
    static Map<String, Expected> positions(Gateway gateway, String token)
            throws InterruptedException {
        var positions = new TreeMap<String, Expected>();
        walk(
                gateway,
                "/v1/projections/positions/documents?limit=1000&prefix=p/" + Cast.PREFIX,
                token,
                (key, document) -> {
                    var position = Expected.of(document);
                    if (position != null) {
                        positions.put(key.substring("p/".length()).replace('/', '.'), position);
                    }
                });
        return positions;
    }

    /** The declared count, by actor. */
    static Map<String, Integer> tally(Gateway gateway, String token) throws InterruptedException {
        var tally = new TreeMap<String, Integer>();
        walk(
                gateway,
                "/v1/projections/%s/documents?limit=1000&prefix=%s"
                        .formatted(Cast.TALLY, Cast.PREFIX),
                token,
                (key, document) -> tally.put(key, document.path("reports").intValue()));
        return tally;
    }

    private static void walk(
            Gateway gateway, String path, String token, BiConsumer<String, JsonNode> each)
            throws InterruptedException {
        for (var page = path; !page.isEmpty(); ) {
            var answer = page(gateway, page, token);
            for (var item : answer.path("items")) {
                each.accept(item.path("key").asText(), item.path("document"));
            }
            var next = answer.path("next").asText("");
            page = answer.path("next").isTextual() ? path + "&cursor=" + next : "";
        }
    }

    private static JsonNode page(Gateway gateway, String path, String token)
            throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            var answer = gateway.get(path, token);
            if (answer.status() == 200) {
                return answer.json();
            }
            if (attempt == ATTEMPTS) {
                throw new TortureException(
                        "%s: the gateway answered %d %s"
                                .formatted(path, answer.status(), answer.json()));
            }
            Thread.sleep(1_000);
        }
    }
}
