package org.demarche.log.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.LocalDate;
import org.demarche.log.json.Fields;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes entries as JSON, in one form for requests, the topic and answers. The id comes
 * first. Lists other than {@code successors} are always present. All other fields are present only
 * with a value.
 */
public final class EntryCodec {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(LocalDate.class, ToStringSerializer.instance))
                    .addMixIn(Edtf.class, AsText.class)
                    .build();

    private static final String NO_KEY = "must be actor/…, issue/… or outlet/…";

    private EntryCodec() {}

    /**
     * Reads an entry from a request. The {@link Registry} checks whether the ids in the entry
     * exist.
     *
     * @param id the id in the address; null if the body must have it
     */
    public static RegistryEntry read(EntryType type, @Nullable String id, byte[] body)
            throws MalformedJson, InvalidBody {
        var fields = Fields.of(body);
        var entry = EntryFields.sent(fields, id).read(type);
        fields.refuseOthers();
        fields.verify();
        return requireNonNull(entry.get());
    }

    /**
     * Reads a record's value. It ignores fields of later releases, and refuses every other fault.
     */
    public static RegistryEntry decode(byte @Nullable [] key, byte[] value) throws UnreadableEntry {
        var text = text(key);
        var place =
                EntryKey.parse(text)
                        .orElseThrow(
                                () ->
                                        new UnreadableEntry(
                                                "its key '%s' %s".formatted(text, NO_KEY)));
        return decode(place, value);
    }

    /** Decodes the value of an entry whose key is known. */
    public static RegistryEntry decode(EntryKey place, byte[] value) throws UnreadableEntry {
        try {
            var fields = Fields.of(value);
            var entry = EntryFields.stored(fields, place.id()).read(place.type());
            fields.verify();
            return requireNonNull(entry.get());
        } catch (MalformedJson | InvalidBody e) {
            throw new UnreadableEntry("its value, of key %s: %s".formatted(place, e.getMessage()));
        }
    }

    /** Returns a record's key as text, with replacement characters for bytes that are not UTF-8. */
    static String text(byte @Nullable [] key) {
        return key == null ? "" : new String(key, UTF_8);
    }

    public static byte[] key(RegistryEntry entry) {
        return entry.key().toString().getBytes(UTF_8);
    }

    public static byte[] write(RegistryEntry entry) {
        try {
            return JSON.writeValueAsBytes(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of known types is always JSON", e);
        }
    }

    private interface AsText {
        @JsonValue
        String text();
    }
}
