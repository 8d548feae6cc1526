package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;
import org.jspecify.annotations.Nullable;

/** One partition: its log, its view, and the heap between them. */
final class Partition {

    /**
     * @param value null where it was taken back
     */
    record Put(String key, @Nullable String value) {}

    private final Supplier<DeclaredHeap> heaps;
    private final List<ReportEvent> log = new ArrayList<>();
    private final List<Put> puts = new ArrayList<>();
    private final Map<String, String> view = new TreeMap<>();
    private DeclaredHeap heap;

    Partition(Definition definition) {
        this(() -> new DeclaredHeap(definition));
    }

    Partition(Supplier<DeclaredHeap> heaps) {
        this.heaps = heaps;
        heap = heaps.get();
        heap.restored();
    }

    Outcome fold(ReportEvent event) {
        log.add(event);
        return heap.fold(event);
    }

    void commit() {
        heap.publish(this::put);
    }

    /** Drops the heap and folds the log again. */
    void restart() {
        commit();
        heap = heaps.get();
        log.forEach(heap::fold);
        heap.restored();
    }

    /** All that was ever put, in order. */
    List<Put> puts() {
        commit();
        return puts;
    }

    /** Those that stand. */
    Map<String, String> documents() {
        commit();
        return new TreeMap<>(view);
    }

    Map<String, String> counted() {
        var documents = documents();
        documents.keySet().removeIf(key -> !key.startsWith(DocumentKey.COUNTED));
        return documents;
    }

    /** A document that is there already is not put again. */
    private void put(String key, byte @Nullable [] value) {
        var document = value == null ? null : new String(value, UTF_8);
        assertThat(document).as(key).isNotEqualTo(view.get(key));
        puts.add(new Put(key, document));
        if (document == null) {
            view.remove(key);
        } else {
            view.put(key, document);
        }
    }

    /** The documents of several partitions as they are served, by key. */
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
