package org.demarche.ingest.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.propagation.PropagatedContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.ingest.log.Appender;
import org.demarche.ingest.log.Articles;
import org.demarche.ingest.log.LostEnds;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.ingest.log.ReportIndex.Filed;
import org.demarche.ingest.log.ReportState;
import org.demarche.ingest.request.Sender;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.json.Violation;
import org.demarche.log.kafka.Topics;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;

/**
 * Writes each report once under its id. Equal reports that arrive during the first write wait for
 * the same acknowledgement. They do so even after the client of the first report got the answer
 * that the outcome is unknown.
 */
public final class ReportLog {

    public static final String SOURCE = "/v1/reports";

    private final String topic;
    private final int partitions;
    private final Appender appender;
    private final BiConsumer<Integer, Long> requireKept;
    private final BiFunction<Integer, Long, Optional<String>> fault;
    private final ReportIndex index;
    private final Articles articles;
    private final InstantSource clock;
    private final ReportCodec codec = new ReportCodec();
    private final Map<ReportId, CompletableFuture<Filed>> inFlight = new ConcurrentHashMap<>();

    /**
     * @param requireKept a check that fails if a partition has lost its events from an offset on
     * @param fault a function that finds the fault of the record at a partition and an offset; it
     *     may wait for Kafka
     */
    public ReportLog(
            String topic,
            int partitions,
            Appender appender,
            BiConsumer<Integer, Long> requireKept,
            BiFunction<Integer, Long, Optional<String>> fault,
            ReportIndex index,
            Articles articles,
            InstantSource clock) {
        this.topic = topic;
        this.partitions = partitions;
        this.appender = appender;
        this.requireKept = requireKept;
        this.fault = fault;
        this.index = index;
        this.articles = articles;
        this.clock = clock;
    }

    /**
     * Files a report. Fails as the {@link Appender} and {@link LostEnds} do, and with 409 if the id
     * has other content.
     *
     * @param before the work to do before the write. It is done only if the report will be written,
     *     and may fail with a {@link Refusal}
     */
    CompletableFuture<Receipt> file(Filing filing, Runnable before) {
        var known = index.get(filing.id());
        if (known.isPresent()) {
            return repeated(filing, CompletableFuture.completedFuture(known.get()));
        }
        var mine = new CompletableFuture<Filed>();
        var twin = inFlight.putIfAbsent(filing.id(), mine);
        if (twin != null) {
            return repeated(filing, Appender.inTime(twin));
        }
        // a write is put into the index before it is removed from the map
        known = index.get(filing.id());
        if (known.isPresent()) {
            settle(filing.id(), mine, known.get());
            return repeated(filing, mine);
        }
        try {
            requireKept(filing.id(), Long.MAX_VALUE);
            appender.requirePrompt(topic, filing.id().holder().getBytes(UTF_8));
            before.run();
            append(filing, mine);
        } catch (RuntimeException e) {
            fail(filing.id(), mine, e);
        }
        return Appender.inTime(mine).thenApply(filed -> receipt(filing, filed, false));
    }

    /**
     * Returns the outcome that {@link #file} would have now, and writes nothing. It also warns of a
     * likely repeat if the report has no URL.
     */
    CompletableFuture<Receipt> foresee(Filing filing) {
        var known = index.get(filing.id());
        if (known.isPresent()) {
            return repeated(filing, CompletableFuture.completedFuture(known.get()));
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var filed = Filed.of(filing.digest(), 0, today);
        return CompletableFuture.completedFuture(
                filing.url().isPresent()
                        ? receipt(filing, filed, false)
                        : receipt(
                                filing,
                                filed,
                                false,
                                articles.likeness(filing.id(), filing.digest())));
    }

    boolean isFiled(ReportId id) {
        return index.get(id).isPresent();
    }

    /**
     * Returns a future that completes when this process has no open filing of this report, whatever
     * the result.
     */
    public CompletableFuture<?> settled(ReportId id) {
        var filing = inFlight.get(id);
        return filing == null
                ? CompletableFuture.completedFuture(null)
                : filing.handle((_, _) -> id);
    }

    /** Returns the number of reports that are known to be in the log. */
    long size() {
        return index.size();
    }

    private void append(Filing filing, CompletableFuture<Filed> mine) {
        var record = codec.encode(topic, event(filing), 0, SOURCE);
        Sender.now().sign(record);
        // of the filing, the callback keeps only these parts in memory until Kafka answers
        var id = filing.id();
        var url = filing.url();
        var digest = filing.digest();
        var _ =
                appender.append(record)
                        .whenComplete(
                                (metadata, fault) -> {
                                    if (fault != null) {
                                        fail(id, mine, fault);
                                        return;
                                    }
                                    var filed = Filed.of(digest, metadata.offset(), day(metadata));
                                    index.put(id, filed);
                                    articles.put(id, url, digest);
                                    settle(id, mine, filed);
                                });
    }

    private ReportEvent event(Filing filing) {
        return new ReportEvent.Filed(
                filing.id(), filing.body(), filing.resolved(), filing.digest(), clock.instant());
    }

    private void settle(ReportId id, CompletableFuture<Filed> mine, Filed filed) {
        inFlight.remove(id, mine);
        mine.complete(filed);
    }

    private void fail(ReportId id, CompletableFuture<Filed> mine, Throwable fault) {
        inFlight.remove(id, mine);
        mine.completeExceptionally(fault);
    }

    private CompletableFuture<Receipt> repeated(Filing filing, CompletableFuture<Filed> first) {
        // Kafka's thread, which ends the first attempt, lacks the context of this request
        var context = PropagatedContext.getOrEmpty();
        return first.thenCompose(
                filed -> {
                    requireKept(filing.id(), filed.offset());
                    return filed.holds(filing.digest())
                            ? CompletableFuture.completedFuture(receipt(filing, filed, true))
                            : CompletableFuture.supplyAsync(
                                    () -> {
                                        throw taken(filing.id(), filed.offset());
                                    },
                                    task -> Thread.startVirtualThread(context.wrap(task)));
                });
    }

    private Refusal taken(ReportId id, long offset) {
        var sentence =
                fault.apply(partitionOf(id.holder()), offset)
                        .map(why -> takenUnread(id, why))
                        .orElseGet(() -> taken(id));
        return new Refusal(Problem.of(ProblemKind.TAKEN, sentence));
    }

    private static String takenUnread(ReportId id, String why) {
        return "The log has a record with the id %s, but it cannot be read (%s): file this report under another id"
                .formatted(id, why);
    }

    private static String taken(ReportId id) {
        return "The report %s exists with other content: to correct it, POST this body to /v1/reports/%s/corrections; to file another report, give it another id"
                .formatted(id, id);
    }

    private Receipt receipt(Filing filing, Filed filed, boolean repeated) {
        return receipt(filing, filed, repeated, articles.warnings(filing.id(), filing.url()));
    }

    private Receipt receipt(
            Filing filing, Filed filed, boolean repeated, List<Violation> warnings) {
        var recorded = filed.recordedOn().atStartOfDay().toInstant(ZoneOffset.UTC);
        var retraction =
                repeated
                        ? index.standing(filing.id()).filter(ReportState::isRetracted)
                        : Optional.<ReportState>empty();
        return new Receipt(
                filing.id(),
                StatementId.of(filing.body(), recorded),
                filing.digest(),
                partitionOf(filing.id().holder()),
                retraction.map(ReportState::offset).orElse(filed.offset()) + 1,
                repeated,
                retraction.isPresent(),
                List.of(),
                warnings);
    }

    /**
     * @param offset the offset of an event about the report; {@link Long#MAX_VALUE} for an event
     *     that is not written yet
     * @throws Refusal with 503 if the event is lost, or if it would follow lost events
     */
    public void requireKept(ReportId id, long offset) {
        requireKept.accept(partitionOf(id.holder()), offset);
    }

    public int partitionOf(String holder) {
        return Topics.partitionOf(holder, partitions);
    }

    public static LocalDate day(RecordMetadata metadata) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(metadata.timestamp()), ZoneOffset.UTC);
    }
}
