package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.gateway.view.Change.EventChange;
import org.demarche.gateway.view.Change.PositionChange;
import org.demarche.gateway.view.Change.ShiftChange;
import org.demarche.log.KafkaConfig;
import org.demarche.log.TopicReader;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Mark;
import org.demarche.log.view.Names;
import org.demarche.log.view.ViewKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link View} by reading its topic and following it. A partition's records are laid aside
 * until the mark that ends their transaction, and then applied all at once; a repeat would change
 * nothing, as a document replaces the one before.
 */
public final class ViewReader implements AutoCloseable {

    private final View view;
    private final List<List<Change>> laidAside;
    private final TopicReader reader;

    /** Starts reading. */
    public static ViewReader start(KafkaConfig config, VersionId version) {
        return new ViewReader(config, version);
    }

    private ViewReader(KafkaConfig config, VersionId version) {
        view = new View(version, config.partitions());
        laidAside =
                Stream.generate(() -> (List<Change>) new ArrayList<Change>())
                        .limit(config.partitions())
                        .toList();
        reader =
                TopicReader.start(
                        config.clientProperties(), config.topics().view(version), this::handle);
        // nobody reaches that: it ends with the reader, and then nothing is worth waiting for
        var _ =
                reader.reached(0, Long.MAX_VALUE)
                        .exceptionally(
                                fault -> {
                                    view.stop(fault);
                                    return null;
                                });
    }

    public View view() {
        return view;
    }

    /**
     * Done when the view has all that was in its topic at the start. Before that it has holes: a
     * document that was compacted away stands again only where it was written last.
     */
    public CompletableFuture<Void> caughtUp() {
        return reader.caughtUp();
    }

    /** Why it stopped by itself, if it has: the view stays as it was then. */
    public Optional<Throwable> failure() {
        return reader.failure();
    }

    @Override
    public void close() {
        reader.close();
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        var key = ViewKey.of(record.key());
        var changes = laidAside.get(record.partition());
        if (ViewKey.isMark(key)) {
            view.apply(record.partition(), changes, Mark.decode(record.value()));
            changes.clear();
        } else if (ViewKey.isPosition(key)) {
            changes.add(position(key.split("/", -1), record));
        } else if (ViewKey.isShift(key)) {
            changes.add(new ShiftChange(key, shift(key, record)));
        } else if (ViewKey.isEvent(key)) {
            changes.add(event(key.split("/", 4), record));
        } else {
            throw new UnreadableEvent(
                    "the key '%s' is of no kind that is known".formatted(key), "key");
        }
    }

    private static Change position(String[] key, ConsumerRecord<byte[], byte[]> record) {
        return new PositionChange(
                key[1], key[2], record.value() == null ? null : Document.of(record.value()));
    }

    private static Change event(String[] key, ConsumerRecord<byte[], byte[]> record) {
        var rest = key[3].getBytes(US_ASCII);
        return new EventChange(
                key[1],
                key[2],
                rest,
                record.value() == null ? null : EventTable.row(rest, record.value()),
                Names.of(record.headers()));
    }

    private static @Nullable StoredShift shift(String key, ConsumerRecord<byte[], byte[]> record)
            throws UnreadableEvent {
        return record.value() == null ? null : StoredShift.of(key, record.value());
    }
}
