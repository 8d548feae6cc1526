package org.demarche.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.demarche.torture.check.ActorAndIssue;
import org.demarche.torture.check.FoldedShift;
import org.demarche.torture.check.PairDocument;
import org.demarche.torture.check.RecordedRun.View;

/** The documents that the gateway serves to a client that has seen the end of the log. */
public final class ServedDocuments {

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Gate gate;
    private final String token;

    public ServedDocuments(Gate gate, String token) {
        this.gate = gate;
        this.token = token;
    }

    public View view(int version) throws InterruptedException {
        var positions = new HashMap<ActorAndIssue, PairDocument>();
        var shifts = new HashMap<String, FoldedShift>();
        read(
                "positions",
                "&version=" + version,
                (key, document) -> {
                    var parts = key.split("/", -1);
                    if (key.startsWith("p/")) {
                        positions.put(
                                new ActorAndIssue(parts[1], parts[2]), PairDocument.of(document));
                    } else {
                        shifts.put(key, FoldedShift.of(document));
                    }
                });
        return new View("positions/" + version, positions, shifts);
    }

    public Map<String, Integer> tallies() throws InterruptedException {
        var tallies = new HashMap<String, Integer>();
        read("tally", "", (key, document) -> tallies.put(key, document.path("n").asInt()));
        return tallies;
    }

    private void read(String projection, String more, BiConsumer<String, JsonNode> reader)
            throws InterruptedException {
        var path = "/v1/projections/%s/documents?limit=1000%s".formatted(projection, more);
        var page = page(path);
        while (true) {
            for (var item : page.path("items")) {
                var document = item.path("document");
                reader.accept(
                        item.path("key").asText(), document.isMissingNode() ? item : document);
            }
            if (page.path("next").isNull()) return;
            var cursor = page.path("next").asText();
            page = page(path + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        }
    }

    private JsonNode page(String path) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        var reply = gate.get(path, token, ANSWER);
        while (reply.status() != 200) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "GET %s: %d %s".formatted(path, reply.status(), reply.text()));
            }
            Thread.sleep(500);
            reply = gate.get(path, token, ANSWER);
        }
        return reply.json();
    }
}
