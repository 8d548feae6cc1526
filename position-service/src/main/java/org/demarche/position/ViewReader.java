package org.demarche.position;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the view for all partitions that a worker is restoring, side by side. */
final class ViewReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final String view;
    private final Set<TopicPartition> followed = new HashSet<>();

    ViewReader(Clients clients) {
        consumer = clients.viewReader();
        view = clients.topics().view(clients.version());
    }

    /** From the beginning, also if it was followed before. */
    void follow(int partition) {
        followed.add(of(partition));
        consumer.assign(followed);
        // a compacted topic loses records, never its beginning
        consumer.seek(of(partition), 0);
    }

    void leave(int partition) {
        if (followed.remove(of(partition))) {
            consumer.assign(followed);
        }
    }

    /** Hands what has arrived to the restores, each its own. */
    void read(Map<Integer, Restore> restores, Duration patience) {
        var documents = consumer.poll(patience);
        restores.forEach(
                (partition, restore) -> documents.records(of(partition)).forEach(restore::accept));
    }

    /** The next offset that is to be read: past aborted documents and ends of transactions. */
    long offset(int partition) {
        return consumer.position(of(partition));
    }

    @Override
    public void close() {
        consumer.close(Clients.PARTING);
    }

    private TopicPartition of(int partition) {
        return new TopicPartition(view, partition);
    }
}
