package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.Topics;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.fold.Rule;

/** The entries and the reports that a new stack starts with, as its services would write them. */
public final class SeedWorld {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SEEDS = Path.of("../seeds");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DIGEST = "0".repeat(64);

    private SeedWorld() {}

    public static void fill(Stack stack) {
        var kinds = new HashMap<String, String>();
        for (var type : EntryType.ALL) {
            for (var line : lines(type.plural() + ".ndjson")) {
                kinds.put(type.label() + line.path("id").asText(), line.path("kind").asText());
                stack.register(entry(type, line));
            }
        }
        var events = new ArrayList<ReportEvent>();
        for (var line : lines("reports.ndjson")) {
            events.add(filed(line, kinds, FIRST.plusSeconds(events.size())));
        }
        for (var partition = 0; partition < Stack.PARTITIONS; partition++) {
            publish(stack, partition, events);
        }
    }

    /** As the worker of a partition: it has the reports on some of the actors. */
    private static void publish(Stack stack, int partition, List<ReportEvent> all) {
        var events =
                all.stream()
                        .filter(event -> partition(event.report().holder()) == partition)
                        .toArray(ReportEvent[]::new);
        var next = stack.log(partition, events);
        var transaction = stack.begin(partition);
        published(events).documents().forEach(transaction::put);
        transaction.commit(next, events[events.length - 1].recorded());
    }

    /**
     * By the rule of the version that the gateway serves, with the summaries of reports that were
     * never corrected.
     */
    public static Published published(ReportEvent... events) {
        var texts = new HashMap<ReportId, ReportText>();
        for (var event : events) {
            if (event instanceof ReportEvent.Filed filed) {
                var body = filed.body();
                texts.put(filed.report(), new ReportText(body.summary(), body.source().url()));
            }
        }
        return Published.by(Rule.LATEST_OWN_1, texts::get, events);
    }

    public static int partition(String holder) {
        return Topics.partitionOf(holder, Stack.PARTITIONS);
    }

    private static RegistryEntry entry(EntryType type, JsonNode line) {
        try {
            return EntryCodec.read(type, line.path("id").asText(), bytes(line));
        } catch (Exception e) {
            throw new IllegalArgumentException(line.toString(), e);
        }
    }

    private static ReportEvent filed(JsonNode line, Map<String, String> kinds, Instant recorded) {
        var body = (ObjectNode) line.deepCopy();
        var holder = line.path("holder").asText();
        var id = new ReportId(holder, line.path("issue").asText(), body.remove("id").asText());
        var source = line.path("source");
        body.putObject("resolved")
                .put("origin", source.path("agency").asText(source.path("outlet").asText()))
                .put("outletKind", "online")
                .put("outletGrade", "F")
                .put("holderKind", kinds.get("actor" + holder));
        return event(id, ReportEvent.Filed.WIRE_NAME, body, recorded);
    }

    /**
     * @param type as the log has it
     */
    public static ReportEvent event(ReportId id, String type, JsonNode body, Instant recorded) {
        try {
            return JsonReader.read(
                    bytes(body), in -> ReportCodec.read(in, id, type, DIGEST, recorded));
        } catch (UnreadableEvent e) {
            throw new IllegalArgumentException(body.toString(), e);
        }
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(UTF_8);
    }

    private static List<JsonNode> lines(String file) {
        try {
            var lines = new ArrayList<JsonNode>();
            for (var line : Files.readAllLines(SEEDS.resolve(file))) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
