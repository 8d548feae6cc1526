package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;
import org.jspecify.annotations.Nullable;

/** One partition: its view, and the heap before it. */
final class Partition {

    private record Document(String key, byte @Nullable [] value) {}

    private final Definition definition;
    private final List<Document> view = new ArrayList<>();
    private DeclaredHeap heap;

    Partition(Definition definition) {
        this.definition = definition;
        heap = new DeclaredHeap(definition);
    }

    Outcome fold(ReportEvent event) {
        return heap.fold(event, this::put);
    }

    void commit() {
        heap.publish(this::put);
    }

    /** Drops the heap and takes its documents back. */
    void restart() {
        commit();
        heap = new DeclaredHeap(definition);
        try {
            for (var document : view) {
                heap.restore(document.key, document.value);
            }
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }

    /** Those that stand, as texts. */
    Map<String, String> documents() {
        commit();
        var documents = new TreeMap<String, String>();
        for (var document : view) {
            documents.compute(
                    document.key,
                    (_, _) -> document.value == null ? null : new String(document.value, UTF_8));
        }
        return documents;
    }

    Map<String, String> counted() {
        var documents = new TreeMap<>(documents());
        documents.keySet().removeIf(key -> !key.startsWith(DocumentKey.COUNTED));
        return documents;
    }

    private void put(String key, byte @Nullable [] value) {
        view.add(new Document(key, value));
    }

    /** What is served of several partitions, by key. */
    static Map<String, String> served(Definition definition, List<Partition> partitions) {
        var partials = new TreeMap<String, List<byte[]>>();
        for (var partition : partitions) {
            partition
                    .counted()
                    .forEach(
                            (key, value) ->
                                    partials.computeIfAbsent(key, _ -> new ArrayList<>())
                                            .add(value.getBytes(UTF_8)));
        }
        var served = new TreeMap<String, String>();
        partials.forEach((key, all) -> served.put(key, new String(definition.merge(all), UTF_8)));
        return served;
    }
}
