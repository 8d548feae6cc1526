package org.demarche.log.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.access.AccessToken.Revocation;
import org.demarche.log.event.UnreadableEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes access tokens as JSON. A record's key is the token's id, and the last record of
 * a key has all facts about the token. Unknown fields are ignored.
 */
public final class AccessTokenCodec {

    private static final JsonMapper JSON = new JsonMapper();

    private AccessTokenCodec() {}

    public static byte[] key(AccessToken token) {
        return token.id().getBytes(UTF_8);
    }

    public static byte[] value(AccessToken token) {
        try {
            return JSON.writeValueAsBytes(json(token).put("digest", token.digest()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /** Returns the token as people see it, without its digest. */
    public static ObjectNode json(AccessToken token) {
        var json = JSON.createObjectNode();
        json.put("id", token.id());
        json.put("name", token.name());
        var roles = json.putArray("roles");
        token.roles().forEach(role -> roles.add(role.wireName()));
        json.put("createdAt", token.createdAt().toString());
        json.put("createdBy", token.createdBy());
        json.put("expiresAt", text(token.expiresAt()));
        var revoked = token.revoked();
        json.put("revokedAt", revoked == null ? null : revoked.at().toString());
        json.put("revokedBy", revoked == null ? null : revoked.by());
        json.put("revokedWhy", revoked == null ? null : revoked.why());
        return json;
    }

    /**
     * @throws UnreadableEvent if the record is not a token that this release can read
     */
    public static AccessToken read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        try {
            if (record.key() == null || record.value() == null) {
                throw new IllegalArgumentException("it has no key or no value");
            }
            var token = read(JSON.readTree(record.value()));
            if (!token.id().equals(new String(record.key(), UTF_8))) {
                throw new IllegalArgumentException("its key is not its id");
            }
            return token;
        } catch (JsonProcessingException e) {
            throw new UnreadableEvent(e.getOriginalMessage(), "");
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new UnreadableEvent(String.valueOf(e.getMessage()), "");
        }
    }

    private static AccessToken read(JsonNode json) {
        var revokedAt = instant(json, "revokedAt");
        return new AccessToken(
                text(json, "id"),
                text(json, "name"),
                json.path("roles")
                        .valueStream()
                        .map(role -> AccessRole.of(role.asText()))
                        .collect(Collectors.toSet()),
                text(json, "digest"),
                Instant.parse(text(json, "createdAt")),
                text(json, "createdBy"),
                instant(json, "expiresAt"),
                revokedAt == null
                        ? null
                        : new Revocation(
                                revokedAt,
                                text(json, "revokedBy"),
                                json.path("revokedWhy").textValue()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        var node = json.path(name);
        return node.isMissingNode() || node.isNull() ? null : Instant.parse(text(json, name));
    }

    private static String text(JsonNode json, String name) {
        var text = json.path(name).textValue();
        if (text == null) {
            throw new IllegalArgumentException("%s is missing".formatted(name));
        }
        return text;
    }
}
