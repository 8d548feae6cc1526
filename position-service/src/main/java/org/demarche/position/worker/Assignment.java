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
 * The partitions of a worker, each with its stage. A partition is taken over, and then folded.
 * After a failure it starts again. Only the worker's thread uses this object.
 */
final class Assignment implements ConsumerRebalanceListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    /**
     * After this time of folding, the worker checks for due commits and polls the log, because
     * other partitions may have new records.
     */
    private static final long LONGEST_SLICE = Duration.ofMillis(100).toNanos();

    /**
     * The longest wait for the release of partitions, whatever their number. Each partition aborts
     * its transaction and closes its producer, or ends its takeover. A slower partition ends after
     * the wait. At worst it fences the next owner, which then restores the partition once more.
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
     * @param pace gives the current speed limit
     * @param dutyCycle makes the worker rest between two slices
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
            // The offset does not matter until the mark is known. Without an offset, the consumer
            // asks the group for one.
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
     * Folds the due records among these and earlier records, for one slice of time. Records of a
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

    /**
     * Restores these partitions, because the log does not have their offsets. Their marks are read
     * again.
     */
    void lost(InvalidOffsetException e) {
        var failed = new TreeMap<Integer, KafkaException>();
        e.partitions().forEach(partition -> failed.put(partition.partition(), e));
        failed.keySet().retainAll(stages.keySet());
        restoreAgain(failed);
    }

    /**
     * Notes the transactions that have ended, and starts new ones. A partition commits if a commit
     * is due: if it has many events, if they are old (one second, or four while it catches up), or
     * if it has just reached the end of the log. Apart from that, only one partition that follows
     * the log commits at a time. So an event on an idle stack is committed immediately. Under load
     * a transaction has the events of several rounds, because each transaction costs as much as a
     * hundred events.
     */
    void commitWhatIsDue() {
        settle(stages.keySet(), Folding::settle);
        commit(open(this::isDue).toList());
        if (stages.keySet().stream().noneMatch(this::isCommitting)) {
            commit(open(intake::isCaughtUp).max(comparing(this::openFor)).stream().toList());
        }
    }

    /** Commits all partitions, and waits for the commits. */
    void commitAll() {
        commitAll(stages.keySet());
    }

    /** Closes the producers that were idle for this time. */
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
     * Whether the group has assigned the partitions, and each is folded up to the end that the log
     * had then, or as far as it can be folded. A worker without partitions is ready if other
     * workers own all of them.
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

    /**
     * Returns the reason for each partition that is not folded further. Any thread may call this.
     */
    Collection<LostEnd> lostEnds() {
        return takeovers.lostEnds();
    }

    /**
     * Returns the number of known records of the log that are not in the view. For a partition
     * during its takeover, the last known number counts.
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

    /**
     * Returns the due records. The version's limit does not apply to events that are folded again,
     * because the view has them already.
     */
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

    /** Returns the partitions with events to commit, unless a commit of theirs is under way. */
    private Stream<Integer> open(IntPredicate which) {
        return stages.keySet().stream()
                .filter(partition -> isOpen(partition) && !isCommitting(partition))
                .filter(which::test);
    }

    /**
     * Whether the partition must commit: a commit is due, or the partition has just reached the
     * log's end, for which its readers wait.
     */
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

    /**
     * Runs the step for each partition. If a step fails, its partition is restored after all steps.
     */
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

    /** Restores these partitions, because a heap that is ahead of the view must not be used. */
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

    /**
     * Returns the most failures in a row that a partition has had since it last worked; 0 if all
     * work.
     */
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
