package org.demarche.log.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.demarche.log.json.TextFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The past of an entry as JSON. In a header and in memory it is compressed, because revisions of
 * one entry hardly differ.
 */
final class PastCodec {

    private static final Logger LOG = LoggerFactory.getLogger(PastCodec.class);
    private static final JsonMapper JSON = new JsonMapper();

    private static final String RECORDED_BY = "recordedBy";
    private static final int LONGEST_AUTHOR = 200;

    /** The most bytes of a header's JSON: ten times the limit of {@link EntryHistory}. */
    private static final int LONGEST = 10 * EntryHistory.MOST_EARLIER_BYTES;

    /**
     * @param recorded the instant at which the current content was recorded; empty if this is the
     *     append time of the record
     * @param recordedBy the name of the access token that wrote the current content; null if there
     *     was none
     */
    record Past(
            Optional<Instant> recorded,
            @Nullable String recordedBy,
            boolean complete,
            List<EntryRevision> earlier) {}

    static final Past UNKNOWN = new Past(Optional.empty(), null, false, List.of());

    private PastCodec() {}

    static byte[] write(Past past) {
        var json = JSON.createObjectNode();
        past.recorded().ifPresent(instant -> json.put("recorded", instant.toString()));
        sign(json, past.recordedBy());
        json.put("complete", past.complete());
        var earlier = json.putArray("earlier");
        try {
            for (var revision : past.earlier()) {
                var one = earlier.addObject().put("recorded", revision.recorded().toString());
                sign(one, revision.recordedBy());
                one.set("entry", JSON.readTree(revision.document()));
            }
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException("an entry is always JSON", e);
        }
    }

    private static void sign(ObjectNode json, @Nullable String recordedBy) {
        if (recordedBy != null) {
            json.put(RECORDED_BY, recordedBy);
        }
    }

    /** Reads the past of an entry, and ignores fields that a later release added. */
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
                            instant(revision.path("recorded")),
                            author(revision),
                            bytes(revision.get("entry"))));
        }
        var recorded = past.path("recorded");
        return new Past(
                recorded.isMissingNode() ? Optional.empty() : Optional.of(instant(recorded)),
                author(past),
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

    private static @Nullable String author(JsonNode revision) throws UnreadableEntry {
        var author = revision.path(RECORDED_BY);
        if (author.isMissingNode()) {
            return null;
        }
        var fault =
                author.isTextual()
                        ? TextFault.in(author.asText(), LONGEST_AUTHOR)
                        : "must be a text";
        if (fault != null) {
            throw new UnreadableEntry("its past: %s %s".formatted(RECORDED_BY, fault));
        }
        return author.asText();
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

    /** Reads a header. If it is unreadable, only the past is unknown; the entry is still read. */
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
