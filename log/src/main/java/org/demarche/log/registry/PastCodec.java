package org.demarche.log.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The past of an entry as JSON. In a header and in memory it is compressed, because revisions of
 * one entry hardly differ.
 */
final class PastCodec {

    private static final Logger LOG = LoggerFactory.getLogger(PastCodec.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** The most bytes of a header's JSON: ten times the limit of {@link EntryHistory}. */
    private static final int LONGEST = 10 * EntryHistory.MOST_EARLIER_BYTES;

    /**
     * @param recorded when the entry came to stand as it does; empty if the record's own time says
     *     it
     */
    record Past(Optional<Instant> recorded, boolean complete, List<EntryRevision> earlier) {}

    static final Past UNKNOWN = new Past(Optional.empty(), false, List.of());

    private PastCodec() {}

    static byte[] write(Past past) {
        var json = JSON.createObjectNode();
        past.recorded().ifPresent(instant -> json.put("recorded", instant.toString()));
        json.put("complete", past.complete());
        var earlier = json.putArray("earlier");
        try {
            for (var revision : past.earlier()) {
                earlier.addObject()
                        .put("recorded", revision.recorded().toString())
                        .set("entry", JSON.readTree(revision.document()));
            }
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException("an entry is always JSON", e);
        }
    }

    /** Ignores fields that a later release added. */
    static Past read(byte[] json) throws UnreadableEntry {
        JsonNode past;
        try {
            past = JSON.readTree(json);
        } catch (IOException e) {
            throw new UnreadableEntry("its past is not JSON: " + e.getMessage());
        }
        var earlier = new ArrayList<EntryRevision>();
        for (var revision : past.path("earlier")) {
            if (!revision.path("entry").isObject()) {
                throw new UnreadableEntry("its past: a revision has no entry");
            }
            earlier.add(
                    new EntryRevision(
                            instant(revision.path("recorded")), bytes(revision.get("entry"))));
        }
        var recorded = past.path("recorded");
        return new Past(
                recorded.isMissingNode() ? Optional.empty() : Optional.of(instant(recorded)),
                past.path("complete").asBoolean(),
                earlier);
    }

    private static Instant instant(JsonNode text) throws UnreadableEntry {
        try {
            return Instant.parse(text.asText());
        } catch (DateTimeException _) {
            throw new UnreadableEntry("its past: '%s' is not an instant".formatted(text.asText()));
        }
    }

    private static byte[] bytes(JsonNode entry) {
        try {
            return JSON.writeValueAsBytes(entry);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] deflate(Past past) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(write(past));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An unreadable header only makes the past unknown; the entry is still read. */
    static Past inflate(byte[] header) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(header))) {
            return read(in.readNBytes(LONGEST));
        } catch (IOException | UnreadableEntry e) {
            LOG.error(
                    "Cannot read the header '{}' of a record of the registry, so the history of its entry begins with that record: {}",
                    EntryHistory.HEADER,
                    e.getMessage());
            return UNKNOWN;
        }
    }
}
