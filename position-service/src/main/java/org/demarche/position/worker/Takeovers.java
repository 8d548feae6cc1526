package org.demarche.position.worker;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.kafka.LostEnd;
import org.demarche.position.kafka.Clients;
import org.demarche.position.partition.Backoff;
import org.demarche.position.partition.DeadLetters;
import org.demarche.position.partition.Folding;
import org.demarche.position.partition.LastMark;
import org.demarche.position.partition.RecordFold;
import org.demarche.position.partition.ShortenedLog;
import org.demarche.position.partition.Stage;
import org.demarche.position.partition.Takeover;
import org.demarche.position.partition.VersionSpec;
import org.demarche.position.partition.VersionStopped;
import org.demarche.position.partition.WorkerMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a partition to its folding: waits, takes the partition over, and refuses a partition whose
 * log has lost its end. Only the worker's thread uses this object.
 */
final class Takeovers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Takeovers.class);

    private final Clients clients;
    private final Admin admin;
    private final VersionSpec spec;
    private final Supplier<SpeedLimit> pace;
    private final WorkerMeters meters;
    private final ExecutorService beside;
    private final ReportCodec codec;
    private final DeadLetters deadLetters;
    private final LastMark marks;
    private final Map<Integer, LostEnd> lostEnds = new ConcurrentSkipListMap<>();

    /**
     * @param spec the parts that the version is made from
     * @param pace gives the current speed limit
     * @param beside runs the takeovers
     */
    Takeovers(
            Clients clients,
            Admin admin,
            VersionSpec spec,
            Supplier<SpeedLimit> pace,
            WorkerMeters meters,
            ExecutorService beside) {
        this.clients = clients;
        this.admin = admin;
        this.spec = spec;
        this.pace = pace;
        this.meters = meters;
        this.beside = beside;
        codec = new ReportCodec(clients.partitions());
        deadLetters = new DeadLetters(clients.topics(), clients.version());
        marks = new LastMark(clients);
    }

    /** Returns the stage after this one, or this one if it is not over. */
    Stage next(int partition, Stage stage) {
        return switch (stage) {
            case Backoff backoff when backoff.isOver() -> start(partition);
            case ShortenedLog shortened when shortened.isOver() -> start(partition);
            case Takeover takeover when takeover.isDone() -> end(partition, takeover);
            case Backoff _, Takeover _, Folding _, ShortenedLog _ -> stage;
        };
    }

    /** Returns the reason for each partition that is not folded further. Any thread may ask. */
    Collection<LostEnd> lostEnds() {
        return List.copyOf(lostEnds.values());
    }

    boolean hasLostEnd(int partition) {
        return lostEnds.containsKey(partition);
    }

    void forget(Collection<Integer> partitions) {
        lostEnds.keySet().removeAll(partitions);
    }

    @Override
    public void close() {
        marks.close();
    }

    private Takeover start(int partition) {
        return Takeover.start(clients, admin, marks, partition, beside);
    }

    private Stage end(int partition, Takeover takeover) {
        var taken = takeover.taken();
        taken.requireBeginning(partition);
        var loss = taken.loss(partition);
        if (loss.isPresent()) {
            taken.writer().close();
            // nobody reads a version that is being built, so it stops, and an operator builds
            // another
            if (pace.get().yieldsProcessors()) {
                throw new VersionStopped(
                        loss.get() + ". Restore the log, or build a new version from it");
            }
            tell(loss.get());
            return ShortenedLog.now();
        }
        lostEnds.remove(partition);
        var name = "%s partition %d".formatted(clients.version(), partition);
        return new Folding(name, taken, new RecordFold(spec, codec), deadLetters, meters);
    }

    private void tell(LostEnd loss) {
        if (lostEnds.put(loss.partition(), loss) == null) {
            LOG.error("{}: {}. The other partitions continue", clients.version(), loss);
        }
    }
}
