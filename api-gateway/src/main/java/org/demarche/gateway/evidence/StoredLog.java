package org.demarche.gateway.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.demarche.log.event.ReportCodec;

/**
 * The identity of the log in a store.
 *
 * @param topic Kafka's id of the topic; a topic that is deleted and made again has another id
 * @param ends by partition, the offset after the last record
 */
record StoredLog(Uuid topic, List<Long> ends) {

    /**
     * The format of the store. Raise it with every change of keys, values, or the way texts are
     * split into words.
     */
    private static final int FORMAT = 6;

    private static final String BETWEEN = "/";

    /** Opens the store of this log in the folder, or makes a new one. */
    EvidenceStore open(StoreFolder folder) throws NoRoom {
        try {
            var store = EvidenceStore.open(folder.store());
            var fault = fault(store);
            if (fault.isEmpty()) {
                return begun(store);
            }
            store.close();
            folder.putAside(fault.get());
        } catch (DamagedStore e) {
            folder.putAside(String.valueOf(e.getMessage()));
        }
        try {
            return begun(EvidenceStore.open(folder.store()));
        } catch (DamagedStore e) {
            throw new IllegalStateException(
                    "The evidence cannot be kept in %s: %s"
                            .formatted(folder.store(), e.getMessage()),
                    e);
        }
    }

    /** Returns the progress of a store, by partition. */
    List<ReadUpTo> read(EvidenceStore store) {
        return IntStream.range(0, ends.size())
                .mapToObj(partition -> store.get(EvidenceKey.read(partition)))
                .map(value -> value == null ? ReadUpTo.START : ReadUpTo.decode(value))
                .toList();
    }

    /** Writes the identity of the log into a store, before anything else. */
    private EvidenceStore begun(EvidenceStore store) throws DamagedStore, NoRoom {
        var batch = new Batch();
        batch.put(EvidenceKey.LOG, name().getBytes(UTF_8));
        try {
            store.write(batch);
            return store;
        } catch (DamagedStore | NoRoom e) {
            store.close();
            throw e;
        }
    }

    private Optional<String> fault(EvidenceStore store) {
        try {
            return difference(store);
        } catch (UnreadableStore e) {
            if (!store.isDamaged()) {
                store.close();
                throw e;
            }
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    private Optional<String> difference(EvidenceStore store) {
        var name = store.get(EvidenceKey.LOG);
        if (name == null) {
            return Optional.empty();
        }
        var text = new String(name, UTF_8);
        if (!text.startsWith(topic + BETWEEN)) {
            return Optional.of("it belongs to another log");
        }
        if (!text.equals(name())) {
            return Optional.of("another release stored it in another form");
        }
        var read = read(store);
        return IntStream.range(0, ends.size())
                .filter(partition -> read.get(partition).next() > ends.get(partition))
                .mapToObj(
                        partition ->
                                "it is ahead of the log: it has read partition %d up to offset %d, and the log ends at %d"
                                        .formatted(
                                                partition,
                                                read.get(partition).next(),
                                                ends.get(partition)))
                .findFirst();
    }

    private String name() {
        return String.join(
                BETWEEN,
                topic.toString(),
                Integer.toString(ends.size()),
                Integer.toString(FORMAT),
                Integer.toString(ReportCodec.READER_REVISION));
    }
}
