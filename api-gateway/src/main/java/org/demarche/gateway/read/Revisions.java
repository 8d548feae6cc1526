package org.demarche.gateway.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Refusal;
import org.demarche.gateway.view.Document;
import org.demarche.log.registry.EntryHistory;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;

/**
 * The past of entries. Here the name of a merged entry means that entry itself, because it has its
 * own past.
 */
final class Revisions {

    private static final JsonMapper JSON = new JsonMapper();

    private final Registry registry;
    private final Known known;

    Revisions(Registry registry) {
        this.registry = registry;
        known = new Known(registry);
    }

    /**
     * The entry as it was at an instant.
     *
     * @throws Refusal 404 if it did not, or nobody knows
     */
    HttpResponse<byte[]> at(Instant instant, EntryType type, String name, HttpRequest<?> request) {
        var id = known.ownId(type, name);
        var history = registry.history(type, id).orElseThrow();
        var revision = history.at(instant).orElseThrow(() -> tooEarly(type, id, history));
        var path = "/v1/%s/%s".formatted(type.plural(), id);
        return Known.at(path, request, Answer.of(request, Document.of(revision.document())));
    }

    private static Refusal tooEarly(EntryType type, String id, EntryHistory history) {
        var text =
                history.complete()
                        ? "The %s %s was registered after that, at %s"
                        : "The history of the %s %s begins at %s: an earlier release kept none, or older revisions were dropped";
        return new Refusal(
                Problem.notFound(text.formatted(type.label(), id, history.oldest().recorded())));
    }

    /** All known revisions, the newest first. */
    HttpResponse<byte[]> all(EntryType type, String name, HttpRequest<?> request) {
        Query.none(request);
        var id = known.ownId(type, name);
        var path = "/v1/%s/%s/revisions".formatted(type.plural(), id);
        var document = Document.of(json(type, id, registry.history(type, id).orElseThrow()));
        return Known.at(path, request, Answer.of(request, document));
    }

    private static byte[] json(EntryType type, String id, EntryHistory history) {
        var json = JSON.createObjectNode();
        json.put("type", type.label()).put("id", id).put("complete", history.complete());
        var list = json.putArray("revisions");
        try {
            ObjectNode later = null;
            for (var revision : history.revisions()) {
                var entry = JSON.readTree(revision.document());
                if (later != null) {
                    later.set("changed", JSON.valueToTree(changed(entry, later.get("entry"))));
                }
                later = list.addObject().put("recorded", revision.recorded().toString());
                later.set("entry", entry);
            }
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored entry is always JSON", e);
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
