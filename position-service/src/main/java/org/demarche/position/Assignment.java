package org.demarche.position;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.demarche.log.Breaks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that a worker owns and the way of each: taken over, restored, folded and, after a
 * failure, from the start again. Belongs to the worker's thread.
 */
final class Assignment implements ConsumerRebalanceListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    /** After it what was folded may be due for a commit, and the group to be polled. */
    private static final long LONGEST_TURN = Duration.ofMillis(500).toNanos();

    /** What a restore may keep those partitions waiting that fold already. */
    private static final Duration RESTORE_ROUND = Duration.ofMillis(10);

    /**
     * What letting go may take, of however many partitions: an abort and the closing of its
     * producer, or the takeover that was under way. What takes longer ends by itself, and at worst
     * fences a successor, which restores once more.
     */
    private static final Duration PARTING = Duration.ofSeconds(15);

    private final Clients clients;
    private final Admin admin;
    private final Consumer<byte[], byte[]> log;
    private final Recipe recipe;
    private final Supplier<Pace> pace;
    private final Breaks breaks;
    private final Meters meters;
    private final DeadLetters deadLetters;
    private final ViewReader view;
    private final LogLookup lookup;
    private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, Stage> stages = new TreeMap<>();
    private final Map<Integer, Integer> failures = new HashMap<>();
    private final Intake intake;
    private final Ownership ownership;

    /** Of each partition the last one that was known. */
    private final Map<Integer, Long> lags = new HashMap<>();

    private boolean assigned;

    /**
     * @param log the worker's consumer
     * @param recipe what is made of it
     * @param pace asked each time
     * @param breaks the worker's
     */
    Assignment(
            Clients clients,
            Admin admin,
            Consumer<byte[], byte[]> log,
            Recipe recipe,
            Supplier<Pace> pace,
            Breaks breaks,
            Meters meters) {
        this.clients = clients;
        this.admin = admin;
        this.log = log;
        this.recipe = recipe;
        this.pace = pace;
        this.breaks = breaks;
        this.meters = meters;
        deadLetters = new DeadLetters(clients.topics(), clients.version());
        view = new ViewReader(clients);
        lookup = new LogLookup(clients, meters);
        intake = new Intake(clients, log, pace);
        ownership = new Ownership(clients, admin, beside);
    }

    /** Only pauses: what takes time is the loop's. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned = true;
        ownership.changed();
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
        forget(mine);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions.stream().map(TopicPartition::partition).toList());
    }

    /**
     * As many as are due, of these and of those that were not before, for a turn. Records of a
     * partition that has just failed are dropped: it will come back to them.
     */
    void fold(ConsumerRecords<byte[], byte[]> records) {
        intake.add(records, partition -> stages.get(partition) instanceof Folding);
        var begun = System.nanoTime();
        var due = intake.due(stages.size());
        while (!due.isEmpty()) {
            fold(due);
            due = System.nanoTime() - begun < LONGEST_TURN ? intake.due(stages.size()) : Map.of();
        }
        stages.forEach(this::hold);
    }

    /** The log has nothing at their places: what the view says of them is asked again. */
    void lost(InvalidOffsetException e) {
        var failed = new TreeMap<Integer, KafkaException>();
        e.partitions().forEach(partition -> failed.put(partition.partition(), e));
        failed.keySet().retainAll(stages.keySet());
        restoreAgain(failed);
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
        var failed = new TreeMap<Integer, KafkaException>();
        for (var partition : List.copyOf(stages.keySet())) {
            try {
                stages.computeIfPresent(partition, this::next);
            } catch (KafkaException e) {
                failed.put(partition, e);
            }
        }
        restoreAgain(failed);
    }

    /** There is something to do even if the log brings nothing. */
    boolean isBusy() {
        return !intake.isEmpty()
                || stages.values().stream()
                        .anyMatch(stage -> !(stage instanceof Folding folding) || folding.isOpen());
    }

    /** The group has said what is ours, and that is folded as far as the log went then. */
    boolean isReady() {
        if (stages.isEmpty()) {
            return assigned && ownership.isOthers();
        }
        return stages.values().stream()
                .allMatch(stage -> stage instanceof Folding folding && folding.isCaughtUp());
    }

    /**
     * Records of the log that are known of and not in the view. Of a partition that is being taken
     * over nothing new is known: what was known last counts.
     */
    long lag() {
        stages.forEach(
                (partition, stage) -> {
                    switch (stage) {
                        case Folding folding ->
                                lags.put(partition, folding.lag(intake.unread(partition)));
                        case Restore restore -> lags.put(partition, restore.lag());
                        case Backoff _, Takeover _ -> {}
                    }
                });
        return lags.values().stream().mapToLong(lag -> lag).sum();
    }

    /** Undoes what is not committed. */
    @Override
    public void close() {
        forget(List.copyOf(stages.keySet()));
        beside.shutdownNow();
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
                        recipe.projection().open(offset -> lookup.read(partition, offset)),
                        recipe.until());
            }
            case Restore restore when restore.isComplete(view.offset(partition)) -> {
                view.leave(partition);
                var folding = restore.done(breaks, deadLetters, meters);
                meters.restored(restore.took());
                intake.start(partition, folding.next());
                hold(partition, folding);
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

    private void fold(Map<Integer, List<ConsumerRecord<byte[], byte[]>>> due) {
        var failed = new TreeMap<Integer, KafkaException>();
        due.forEach(
                (partition, records) -> {
                    if (stages.get(partition) instanceof Folding folding) {
                        try {
                            folding.fold(records);
                        } catch (KafkaException e) {
                            failed.put(partition, e);
                        }
                    }
                });
        restoreAgain(failed);
    }

    private void hold(int partition, Stage stage) {
        if (stage instanceof Folding folding) {
            intake.hold(partition, folding.isEnded());
        }
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
            try {
                view.read(restores, RESTORE_ROUND);
            } catch (KafkaException e) {
                var failed = new TreeMap<Integer, KafkaException>();
                restores.keySet().forEach(partition -> failed.put(partition, e));
                restoreAgain(failed);
            }
        }
    }

    private boolean isOpen(int partition) {
        return stages.get(partition) instanceof Folding folding && folding.isOpen();
    }

    private boolean isDue(int partition) {
        return stages.get(partition) instanceof Folding folding
                && folding.isOpen()
                && (folding.isDue(pace.get().transaction()) || intake.isCaughtUp(partition));
    }

    /** Side by side: each waits for the broker several times. */
    private void commit(List<Integer> partitions) {
        var failed = new TreeMap<Integer, KafkaException>();
        var pending = new LinkedHashMap<Integer, Future<?>>();
        for (var partition : partitions) {
            if (stages.get(partition) instanceof Folding folding) {
                try {
                    folding.publish();
                    var group = log.groupMetadata();
                    pending.put(partition, beside.submit(() -> folding.commit(group)));
                } catch (KafkaException e) {
                    failed.put(partition, e);
                }
            }
        }
        pending.forEach(
                (partition, commit) -> {
                    try {
                        Pending.await(commit);
                        failures.remove(partition);
                    } catch (KafkaException e) {
                        failed.put(partition, e);
                    }
                });
        restoreAgain(failed);
    }

    /** Heap that is ahead of the view is never used again. */
    private void restoreAgain(Map<Integer, KafkaException> failed) {
        intake.suspend(failed.keySet());
        letGo(failed.keySet());
        failed.forEach(
                (partition, e) -> {
                    var inARow = failures.merge(partition, 1, Integer::sum);
                    LOG.warn(
                            "{} partition {}: {}; restoring it (failure {} in a row)",
                            clients.version(),
                            partition,
                            e.toString(),
                            inARow);
                    meters.failed();
                    stages.put(partition, Backoff.after(inARow));
                });
    }

    private void forget(Collection<Integer> partitions) {
        letGo(partitions);
        stages.keySet().removeAll(partitions);
        failures.keySet().removeAll(partitions);
        lags.keySet().removeAll(partitions);
    }

    /** Side by side, for a broker that is away keeps each waiting. */
    private void letGo(Collection<Integer> partitions) {
        var pending = new ArrayList<Future<?>>();
        for (var partition : partitions) {
            view.leave(partition);
            intake.drop(partition);
            var stage = stages.get(partition);
            if (stage != null) {
                pending.add(beside.submit(stage::abandon));
            }
        }
        if (!Pending.await(pending, PARTING)) {
            LOG.warn("{}: not all of {} are let go in time", clients.version(), partitions);
        }
    }
}
