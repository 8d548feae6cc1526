package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a version of any projection but {@code positions}. For each key it has the value of
 * every partition of the log.
 */
public final class PlainCopy extends ViewCopy<PlainCopy.Part> {

    /**
     * @param value the new value; null if the partition has none any more
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, kept for a moment
    record Part(int partition, String key, byte @Nullable [] value) {}

    private final NavigableMap<String, byte @Nullable [][]> documents =
            new TreeMap<>(KeyOrder::compare);

    private final PlainForm form;

    /**
     * @param form the form of the documents. Its merge is called for every document that is read,
     *     with no lock held
     */
    PlainCopy(VersionId id, int partitions, PlainForm form) {
        super(id, partitions);
        this.form = form;
    }

    @Override
    public long documentCount() {
        return reading(() -> (long) documents.size());
    }

    @Override
    boolean walk(String from, Predicate<KeyedDocument> more) {
        for (var entry : documents.tailMap(from, true).entrySet()) {
            // copied at this moment, because the array changes later
            var parts = parts(entry.getValue());
            if (!more.test(new KeyedDocument(entry.getKey(), () -> form.merge().apply(parts)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    @Nullable Part change(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        var key = form.key().apply(new String(record.key(), UTF_8));
        if (key == null) {
            return null;
        }
        if (record.value() != null) {
            form.check().require(key, record.value());
        }
        return new Part(record.partition(), key, record.value());
    }

    @Override
    void apply(Part change) {
        var key = change.key();
        var parts = documents.computeIfAbsent(key, _ -> new byte[partitions()][]);
        parts[change.partition()] = change.value();
        if (Arrays.stream(parts).allMatch(part -> part == null)) {
            documents.remove(key);
        }
    }

    private static List<byte[]> parts(byte[] @Nullable [] all) {
        var parts = new ArrayList<byte[]>();
        for (var part : all) {
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }
}
