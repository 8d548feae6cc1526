package org.demarche.position;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that a worker owns and the way of each: taken over, restored, folded and, after a
 * failure, from the start again. Belongs to the worker's thread.
 */
final class Assignment implements ConsumerRebalanceListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    /** What a restore may keep those partitions waiting that fold already. */
    private static final Duration RESTORE_TURN = Duration.ofMillis(10);

    private final Clients clients;
    private final Admin admin;
    private final Consumer<byte[], byte[]> log;
    private final Projection projection;
    private final Meters meters;
    private final DeadLetters deadLetters;
    private final ViewReader view;
    private final LogLookup lookup;
    private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, Stage> stages = new TreeMap<>();
    private final Map<Integer, Integer> failures = new HashMap<>();
    private boolean assigned;

    /**
     * @param log the worker's consumer
     * @param projection what is made of it
     */
    Assignment(
            Clients clients,
            Admin admin,
            Consumer<byte[], byte[]> log,
            Projection projection,
            Meters meters) {
        this.clients = clients;
        this.admin = admin;
        this.log = log;
        this.projection = projection;
        this.meters = meters;
        deadLetters = new DeadLetters(clients.topics(), clients.version());
        view = new ViewReader(clients);
        lookup = new LogLookup(clients, meters);
    }

    /** Only pauses: what takes time is the loop's. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned = true;
        log.pause(partitions);
        for (var partition : partitions) {
            // Any place will do until the mark is known; without one the consumer asks the group.
            log.seek(partition, 0);
            stages.put(partition.partition(), Backoff.none());
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        var mine = partitions.stream().map(TopicPartition::partition).toList();
        commit(mine.stream().filter(this::isOpen).toList());
        mine.forEach(this::forget);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> forget(partition.partition()));
    }

    /** Records of a partition that has just failed are dropped: it will come back to them. */
    void fold(ConsumerRecords<byte[], byte[]> records) {
        for (var partition : records.partitions()) {
            if (stages.get(partition.partition()) instanceof Folding folding) {
                try {
                    folding.fold(records.records(partition));
                } catch (KafkaException e) {
                    failed(partition.partition(), e);
                }
            }
        }
    }

    void commitWhatIsDue() {
        commit(stages.keySet().stream().filter(this::isDue).toList());
    }

    void commitAll() {
        commit(stages.keySet().stream().filter(this::isOpen).toList());
    }

    /** Brings on what is not folding yet. */
    void advance() {
        readView();
        for (var partition : List.copyOf(stages.keySet())) {
            try {
                stages.computeIfPresent(partition, this::next);
            } catch (KafkaException e) {
                failed(partition, e);
            }
        }
    }

    /** There is something to do even if the log brings nothing. */
    boolean isBusy() {
        return stages.values().stream()
                .anyMatch(stage -> !(stage instanceof Folding folding) || folding.isOpen());
    }

    /** The group has said what is ours, and that is folded as far as the log went then. */
    boolean isReady() {
        return assigned
                && stages.values().stream()
                        .allMatch(
                                stage -> stage instanceof Folding folding && folding.isCaughtUp());
    }

    /** Records of the log that are known of and not folded. */
    long lag() {
        return stages.keySet().stream().mapToLong(partition -> lag(partition)).sum();
    }

    /** Undoes what is not committed. */
    @Override
    public void close() {
        List.copyOf(stages.keySet()).forEach(this::forget);
        beside.close();
        view.close();
        lookup.close();
    }

    private Stage next(int partition, Stage stage) {
        return switch (stage) {
            case Backoff backoff when backoff.isOver() ->
                    Takeover.start(clients, admin, partition, beside);
            case Takeover takeover when takeover.isDone() -> {
                var taken = takeover.taken();
                view.follow(partition);
                yield new Restore(
                        partition,
                        taken,
                        projection.open(offset -> lookup.read(partition, offset)));
            }
            case Restore restore when restore.isComplete(view.offset(partition)) -> {
                view.leave(partition);
                var folding = restore.done(deadLetters, meters);
                meters.restored(restore.took());
                log.seek(inLog(partition), folding.next());
                log.resume(List.of(inLog(partition)));
                LOG.info(
                        "{} partition {}: folding from offset {}, restored in {} ms",
                        clients.version(),
                        partition,
                        folding.next(),
                        restore.took().toMillis());
                yield folding;
            }
            case Backoff _, Takeover _, Restore _, Folding _ -> stage;
        };
    }

    private void readView() {
        var restores = new HashMap<Integer, Restore>();
        stages.forEach(
                (partition, stage) -> {
                    if (stage instanceof Restore restore) {
                        restores.put(partition, restore);
                    }
                });
        if (!restores.isEmpty()) {
            view.read(restores, RESTORE_TURN);
        }
    }

    private boolean isOpen(int partition) {
        return stages.get(partition) instanceof Folding folding && folding.isOpen();
    }

    private boolean isDue(int partition) {
        return stages.get(partition) instanceof Folding folding
                && folding.isOpen()
                && folding.isDue(lag(partition) == 0);
    }

    /** Unknown is not zero: then a transaction ends when its time is over. */
    private long lag(int partition) {
        return stages.get(partition) instanceof Folding
                ? log.currentLag(inLog(partition)).orElse(1)
                : 0;
    }

    /** Side by side: each waits for the broker several times. */
    private void commit(List<Integer> partitions) {
        var pending = new LinkedHashMap<Integer, Future<?>>();
        for (var partition : partitions) {
            if (stages.get(partition) instanceof Folding folding) {
                try {
                    folding.publish();
                    var group = log.groupMetadata();
                    pending.put(partition, beside.submit(() -> folding.commit(group)));
                } catch (KafkaException e) {
                    failed(partition, e);
                }
            }
        }
        pending.forEach(
                (partition, commit) -> {
                    try {
                        Pending.await(commit);
                        failures.remove(partition);
                    } catch (KafkaException e) {
                        failed(partition, e);
                    }
                });
    }

    /** Heap that is ahead of the view is never used again. */
    private void failed(int partition, KafkaException e) {
        var inARow = failures.merge(partition, 1, Integer::sum);
        LOG.warn(
                "{} partition {}: {}; restoring it (failure {} in a row)",
                clients.version(),
                partition,
                e.toString(),
                inARow);
        meters.failed();
        log.pause(List.of(inLog(partition)));
        letGo(partition);
        stages.put(partition, Backoff.after(inARow));
    }

    private void forget(int partition) {
        letGo(partition);
        stages.remove(partition);
        failures.remove(partition);
    }

    private void letGo(int partition) {
        view.leave(partition);
        var stage = stages.get(partition);
        if (stage != null) {
            stage.abandon();
        }
    }

    private TopicPartition inLog(int partition) {
        return new TopicPartition(clients.topics().reports(), partition);
    }
}
