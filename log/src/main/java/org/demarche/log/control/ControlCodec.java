package org.demarche.log.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes decisions as JSON, such as {@code {"type": "version-promoted", "projection":
 * "positions", "epoch": 4, "version": 3, "keep": 1, "by": "ada", "why": "checked"}}. The record's
 * key is the projection's name.
 */
public final class ControlCodec {

    private static final JsonMapper JSON = new JsonMapper();

    private ControlCodec() {}

    public static byte[] key(ControlRecord record) {
        return record.projection().getBytes(UTF_8);
    }

    public static byte[] value(ControlRecord record) {
        var json = JSON.createObjectNode();
        var event = record.event();
        json.put("type", event.wireName());
        json.put("projection", record.projection());
        json.put("epoch", record.epoch());
        json.put("version", event.version());
        switch (event) {
            case ControlEvent.Declared(_, var definition, var revision, var auto) -> {
                json.put("definition", definition);
                json.put("revision", revision);
                json.put("auto", auto);
            }
            case ControlEvent.Started started -> {
                json.put("revision", started.revision());
                json.put("auto", started.auto());
                json.put("throttle", started.throttle());
                put(json, "until", started.until());
                json.put("within", started.within());
            }
            case ControlEvent.Throttled(_, var throttle) -> json.put("throttle", throttle);
            case ControlEvent.Failed(_, var reason) -> json.put("reason", reason);
            case ControlEvent.Promoted(_, var keep) -> json.put("keep", keep);
            case ControlEvent.Paused _,
                    ControlEvent.Resumed _,
                    ControlEvent.Ready _,
                    ControlEvent.RolledBack _,
                    ControlEvent.Cancelled _,
                    ControlEvent.Retired _,
                    ControlEvent.Deleted _ -> {}
        }
        json.put("by", record.by());
        json.put("why", record.why());
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /**
     * @throws UnreadableEvent if the record is not a decision that this release knows
     */
    public static ControlRecord read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        try {
            if (record.value() == null) {
                throw new IllegalArgumentException("it has no value");
            }
            var json = JSON.readTree(record.value());
            return new ControlRecord(
                    projection(json),
                    number(json, "epoch"),
                    event(json),
                    text(json, "by"),
                    json.path("why").textValue());
        } catch (JsonProcessingException e) {
            throw new UnreadableEvent(e.getOriginalMessage(), "");
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new UnreadableEvent(String.valueOf(e.getMessage()), "");
        }
    }

    private static String projection(JsonNode json) {
        return new VersionId(text(json, "projection"), 1).projection();
    }

    private static ControlEvent event(JsonNode json) {
        var version = number(json, "version");
        return switch (text(json, "type")) {
            case ControlEvent.Declared.WIRE_NAME ->
                    new ControlEvent.Declared(
                            version,
                            json.path("definition").textValue(),
                            number(json, "revision"),
                            json.path("auto").asBoolean());
            case ControlEvent.Started.WIRE_NAME ->
                    new ControlEvent.Started(
                            version,
                            number(json, "revision"),
                            json.path("auto").asBoolean(),
                            optional(json, "throttle"),
                            instant(json, "until"),
                            number(json, "within"));
            case ControlEvent.Paused.WIRE_NAME -> new ControlEvent.Paused(version);
            case ControlEvent.Resumed.WIRE_NAME -> new ControlEvent.Resumed(version);
            case ControlEvent.Throttled.WIRE_NAME ->
                    new ControlEvent.Throttled(version, optional(json, "throttle"));
            case ControlEvent.Ready.WIRE_NAME -> new ControlEvent.Ready(version);
            case ControlEvent.Failed.WIRE_NAME ->
                    new ControlEvent.Failed(version, text(json, "reason"));
            case ControlEvent.Promoted.WIRE_NAME ->
                    new ControlEvent.Promoted(version, number(json, "keep"));
            case ControlEvent.RolledBack.WIRE_NAME -> new ControlEvent.RolledBack(version);
            case ControlEvent.Cancelled.WIRE_NAME -> new ControlEvent.Cancelled(version);
            case ControlEvent.Retired.WIRE_NAME -> new ControlEvent.Retired(version);
            case ControlEvent.Deleted.WIRE_NAME -> new ControlEvent.Deleted(version);
            default ->
                    throw new IllegalArgumentException(
                            "its type '%s' is unknown".formatted(text(json, "type")));
        };
    }

    private static void put(ObjectNode json, String name, @Nullable Instant instant) {
        json.put(name, instant == null ? null : instant.toString());
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        var text = json.path(name).textValue();
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable Integer optional(JsonNode json, String name) {
        return json.path(name).isInt() ? json.path(name).intValue() : null;
    }

    private static int number(JsonNode json, String name) {
        if (!json.path(name).isInt()) {
            throw new IllegalArgumentException("%s is not a number".formatted(name));
        }
        return json.path(name).intValue();
    }

    private static String text(JsonNode json, String name) {
        var text = json.path(name).textValue();
        if (text == null) {
            throw new IllegalArgumentException("%s is missing".formatted(name));
        }
        return text;
    }
}
