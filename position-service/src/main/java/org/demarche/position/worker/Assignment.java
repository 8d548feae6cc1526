package org.demarche.position.worker;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.demarche.log.DutyCycle;
import org.demarche.log.kafka.LostEnd;
import org.demarche.position.kafka.BrokerRequests;
import org.demarche.position.kafka.Clients;
import org.demarche.position.partition.Backoff;
import org.demarche.position.partition.Folding;
import org.demarche.position.partition.ShortenedLog;
import org.demarche.position.partition.Stage;
import org.demarche.position.partition.Takeover;
import org.demarche.position.partition.VersionSpec;
import org.demarche.position.partition.WorkerMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of a worker, each in its stage: it is taken over, then folded, and after a failure
 * it starts again. The worker's thread owns this.
 */
final class Assignment implements ConsumerRebalanceListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    /**
     * After this time, the worker checks for due commits, and polls the group, which may have
     * records of a partition that waits for less.
     */
    private static final long LONGEST_SLICE = Duration.ofMillis(100).toNanos();

    /**
     * The longest wait for the release of partitions, however many: each aborts and closes its
     * producer, or ends its takeover. Slower ones end after the wait. At worst they fence a
     * successor, which then restores once more.
     */
    private static final Duration LONGEST_RELEASE = Duration.ofSeconds(15);

    private final Clients clients;
    private final Consumer<byte[], byte[]> log;
    private final DutyCycle dutyCycle;
    private final WorkerMeters meters;
    private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, Stage> stages = new TreeMap<>();
    private final Map<Integer, Integer> failures = new HashMap<>();
    private final Takeovers takeovers;
    private final DueRecords intake;
    private final Ownership ownership;

    /** The last known lag of each partition. */
    private final Map<Integer, Long> lags = new HashMap<>();

    private boolean assigned;

    /**
     * @param log the worker's consumer
     * @param spec the parts that the version is made from
     * @param pace asked each time
     * @param dutyCycle rests between two slices
     */
    Assignment(
            Clients clients,
            Admin admin,
            Consumer<byte[], byte[]> log,
            VersionSpec spec,
            Supplier<SpeedLimit> pace,
            DutyCycle dutyCycle,
            WorkerMeters meters) {
        this.clients = clients;
        this.log = log;
        this.dutyCycle = dutyCycle;
        this.meters = meters;
        takeovers = new Takeovers(clients, admin, spec, pace, meters, beside);
        intake = new DueRecords(clients, log, pace);
        ownership = new Ownership(clients, admin, beside);
    }

    /** Only pauses the partitions; the loop does the slow work. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned = true;
        ownership.changed();
        log.pause(partitions);
        for (var partition : partitions) {
            // The offset does not matter until the mark is known; without one the consumer asks the
            // group.
            log.seek(partition, 0);
            stages.put(partition.partition(), Backoff.none());
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        var mine = partitions.stream().map(TopicPartition::partition).toList();
        commitAll(mine);
        forget(mine);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions.stream().map(TopicPartition::partition).toList());
    }

    /**
     * Folds the due records among these and earlier ones, for one slice of time. Records of a
     * partition that has just failed are dropped, because the partition will read them again.
     */
    void fold(ConsumerRecords<byte[], byte[]> records) {
        intake.add(records, partition -> stages.get(partition) instanceof Folding);
        var begun = System.nanoTime();
        var due = due();
        while (!due.isEmpty()) {
            fold(due);
            dutyCycle.restIfDue();
            due = System.nanoTime() - begun < LONGEST_SLICE ? due() : Map.of();
        }
        stages.forEach(this::hold);
    }

    /** The log lacks the offsets of these partitions, so their marks are read again. */
    void lost(InvalidOffsetException e) {
        var failed = new TreeMap<Integer, KafkaException>();
        e.partitions().forEach(partition -> failed.put(partition.partition(), e));
        failed.keySet().retainAll(stages.keySet());
        restoreAgain(failed);
    }

    /**
     * Notes the transactions that have ended, and starts others. Of the partitions that follow the
     * log one commits at a time, unless its events are many or a second old. So an event on an idle
     * stack is committed at once, and under load a transaction has the events of some rounds: each
     * costs as much as a hundred events.
     */
    void commitWhatIsDue() {
        settle(stages.keySet(), Folding::settle);
        commit(open(this::isDue).toList());
        if (stages.keySet().stream().noneMatch(this::isCommitting)) {
            commit(open(intake::isCaughtUp).max(comparing(this::openFor)).stream().toList());
        }
    }

    /** Commits all partitions, and waits for it. */
    void commitAll() {
        commitAll(stages.keySet());
    }

    /** Gives back the producers that were idle for this time. */
    void rest(Duration idle) {
        for (var stage : stages.values()) {
            if (stage instanceof Folding folding) {
                folding.rest(idle);
            }
        }
    }

    /** Moves the partitions that are not folding yet to their next stage. */
    void advance() {
        each(
                List.copyOf(stages.keySet()),
                partition -> stages.computeIfPresent(partition, this::next));
    }

    /** Whether there is work even without new records. */
    boolean isBusy() {
        return !intake.isEmpty()
                || stages.values().stream()
                        .anyMatch(
                                stage ->
                                        switch (stage) {
                                            case Folding folding ->
                                                    folding.isOpen() || folding.isCommitting();
                                            case Backoff _, Takeover _ -> true;
                                            case ShortenedLog _ -> false;
                                        });
    }

    /**
     * The group has said what is ours, and that is folded as far as the log went then, or can be.
     */
    boolean isReady() {
        if (stages.isEmpty()) {
            return assigned && ownership.isAllTaken();
        }
        return stages.entrySet().stream()
                .allMatch(
                        one ->
                                takeovers.hasLostEnd(one.getKey())
                                        || one.getValue() instanceof Folding folding
                                                && folding.isCaughtUp());
    }

    /** Of each partition that is folded no further, why; for any thread. */
    Collection<LostEnd> lostEnds() {
        return takeovers.lostEnds();
    }

    /**
     * The known records of the log that are not in the view. For a partition during its takeover,
     * the last known number counts.
     */
    long lag() {
        stages.forEach(
                (partition, stage) -> {
                    switch (stage) {
                        case Folding folding ->
                                lags.put(partition, folding.lag(intake.unread(partition)));
                        case Backoff _, Takeover _, ShortenedLog _ -> {}
                    }
                });
        return lags.values().stream().mapToLong(lag -> lag).sum();
    }

    /** Drops everything that is not committed. */
    @Override
    public void close() {
        forget(List.copyOf(stages.keySet()));
        beside.shutdownNow();
        takeovers.close();
    }

    private Stage next(int partition, Stage stage) {
        var next = takeovers.next(partition, stage);
        if (!(stage instanceof Folding) && next instanceof Folding folding) {
            intake.start(partition, folding.next());
            hold(partition, folding);
        }
        return next;
    }

    /** The version's limit is not for events that are folded again, because the view has them. */
    private Map<Integer, List<ConsumerRecord<byte[], byte[]>>> due() {
        return intake.due(
                stages.size(),
                partition ->
                        stages.get(partition) instanceof Folding folding && folding.isRestoring());
    }

    private void fold(Map<Integer, List<ConsumerRecord<byte[], byte[]>>> due) {
        eachFolding(
                due.keySet(),
                (partition, folding) -> folding.fold(due.getOrDefault(partition, List.of())));
    }

    private void hold(int partition, Stage stage) {
        if (stage instanceof Folding folding) {
            intake.hold(partition, folding.isEnded());
        }
    }

    private boolean isOpen(int partition) {
        return stages.get(partition) instanceof Folding folding && folding.isOpen();
    }

    private boolean isCommitting(int partition) {
        return stages.get(partition) instanceof Folding folding && folding.isCommitting();
    }

    /** Partitions with events that are in no transaction, and without a transaction. */
    private Stream<Integer> open(IntPredicate which) {
        return stages.keySet().stream()
                .filter(partition -> isOpen(partition) && !isCommitting(partition))
                .filter(which::test);
    }

    /** Its readers wait for a partition that does not follow the log yet. */
    private boolean isDue(int partition) {
        return stages.get(partition) instanceof Folding folding
                && (folding.isDue() || !folding.isCaughtUp() && intake.isCaughtUp(partition));
    }

    private Duration openFor(int partition) {
        return stages.get(partition) instanceof Folding folding ? folding.openFor() : Duration.ZERO;
    }

    private void commitAll(Collection<Integer> partitions) {
        settle(partitions, Folding::await);
        commit(partitions.stream().filter(this::isOpen).toList());
        settle(partitions, Folding::await);
    }

    private void commit(Collection<Integer> partitions) {
        eachFolding(partitions, (_, folding) -> folding.commit(log.groupMetadata(), beside));
    }

    private void settle(Collection<Integer> partitions, Predicate<Folding> arrived) {
        eachFolding(
                partitions,
                (partition, folding) -> {
                    if (arrived.test(folding)) {
                        failures.remove(partition);
                    }
                });
    }

    private void eachFolding(Collection<Integer> partitions, BiConsumer<Integer, Folding> step) {
        each(
                partitions,
                partition -> {
                    if (stages.get(partition) instanceof Folding folding) {
                        step.accept(partition, folding);
                    }
                });
    }

    /** One that fails is restored after all had their step. */
    private void each(Collection<Integer> partitions, IntConsumer step) {
        var failed = new TreeMap<Integer, KafkaException>();
        for (var partition : partitions) {
            try {
                step.accept(partition);
            } catch (KafkaException e) {
                failed.put(partition, e);
            }
        }
        restoreAgain(failed);
    }

    /** Restores these partitions, because heap that is ahead of the view must not be used. */
    private void restoreAgain(Map<Integer, KafkaException> failed) {
        if (failed.isEmpty()) {
            return;
        }
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

    /** Of the partition that failed most often since it last worked; 0 if all work. */
    int failuresInARow() {
        return failures.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private void forget(Collection<Integer> partitions) {
        letGo(partitions);
        stages.keySet().removeAll(partitions);
        failures.keySet().removeAll(partitions);
        lags.keySet().removeAll(partitions);
        takeovers.forget(partitions);
    }

    /** Closes all at the same time, because each may wait for a broker that is away. */
    private void letGo(Collection<Integer> partitions) {
        var pending = new ArrayList<Future<?>>();
        for (var partition : partitions) {
            intake.drop(partition);
            var stage = stages.get(partition);
            if (stage != null) {
                pending.add(beside.submit(stage::abandon));
            }
        }
        if (!BrokerRequests.await(pending, LONGEST_RELEASE)) {
            LOG.warn("{} did not release all of {} in time", clients.version(), partitions);
        }
    }
}
