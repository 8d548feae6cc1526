package org.demarche.gateway.registry;

import static org.demarche.gateway.table.Column.ofList;
import static org.demarche.gateway.table.Column.ofRow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.NamedEntries;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.view.Document;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.registry.EntryHistory;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;

/**
 * Answers with earlier contents of entries. Here the name of a merged entry means the merged entry
 * itself, because it has its own revisions.
 */
final class Revisions {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Columns COLUMNS =
            Columns.of(
                    ofList("type", "/type"),
                    ofList("id", "/id"),
                    ofRow("recorded", "/recorded"),
                    ofRow("recordedBy", "/recordedBy"),
                    ofRow("changed", "/changed"),
                    ofRow("entry", "/entry"));

    private final Registry registry;

    Revisions(Registry registry) {
        this.registry = registry;
    }

    /**
     * Answers with the entry as it was at an instant.
     *
     * @throws Refusal 404 if the known history of the entry begins after the instant
     */
    HttpResponse<byte[]> at(Instant instant, EntryType type, String name, ReadContext read) {
        var id = read.names().ownId(type, name);
        var history = registry.history(type, id).orElseThrow();
        var revision = history.at(instant).orElseThrow(() -> tooEarly(type, id, history));
        var path = "/v1/%s/%s".formatted(type.plural(), id);
        return NamedEntries.at(
                path, read.request(), Answer.of(read.request(), Document.of(revision.document())));
    }

    private static Refusal tooEarly(EntryType type, String id, EntryHistory history) {
        var text =
                history.complete()
                        ? "The %s %s was registered later, at %s"
                        : "The history of the %s %s begins at %s: an earlier release kept none, or older revisions were dropped";
        return new Refusal(
                Problem.notFound(text.formatted(type.label(), id, history.oldest().recorded())));
    }

    /**
     * Lists the known revisions, the newest first. A cursor counts from the oldest revision. If
     * that revision is dropped between two pages, the second page repeats a revision, but leaves
     * none out.
     */
    HttpResponse<byte[]> all(EntryType type, String name, ReadContext read) {
        var query = read.table(Set.of(Query.LIMIT, Query.CURSOR));
        var id = read.names().ownId(type, name);
        var history = registry.history(type, id).orElseThrow();
        var limit = query.limit();
        var before = query.cursor(Revisions::number).orElse(Integer.MAX_VALUE);
        var all = told(history);
        var found =
                IntStream.range(0, all.size())
                        .boxed()
                        .filter(at -> all.size() - at < before)
                        .limit(limit + 1L)
                        .toList();
        var page = Page.of(query, found, limit, at -> String.valueOf(all.size() - at));
        var lead =
                "\"type\":\"%s\",\"id\":\"%s\",\"complete\":%s,"
                        .formatted(type.label(), id, history.complete());
        var document = page.list(lead, at -> bytes(all.get(at)));
        var path = "/v1/%s/%s/revisions".formatted(type.plural(), id);
        return NamedEntries.at(
                path,
                read.request(),
                Answer.list(read.request(), document, page.next(), COLUMNS, registry));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static List<ObjectNode> told(EntryHistory history) {
        var told = new ArrayList<ObjectNode>();
        try {
            for (var revision : history.revisions()) {
                var entry = JSON.readTree(revision.document());
                if (!told.isEmpty()) {
                    var later = told.getLast();
                    later.set("changed", JSON.valueToTree(changed(entry, later.get("entry"))));
                }
                var one = JSON.createObjectNode().put("recorded", revision.recorded().toString());
                if (revision.recordedBy() != null) {
                    one.put("recordedBy", revision.recordedBy());
                }
                one.set("entry", entry);
                told.add(one);
            }
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored entry is always JSON", e);
        }
    }

    private static byte[] bytes(ObjectNode revision) {
        try {
            return JSON.writeValueAsBytes(revision);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was read as JSON", e);
        }
    }

    /** The names of the changed fields, sorted. */
    private static Set<String> changed(JsonNode before, JsonNode after) {
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> before.path(name).equals(after.path(name)));
        return names;
    }
}
