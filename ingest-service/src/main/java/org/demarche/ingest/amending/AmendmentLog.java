package org.demarche.ingest.amending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.micronaut.core.propagation.PropagatedContext;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.filing.ReportLog;
import org.demarche.ingest.log.Appender;
import org.demarche.ingest.log.Fingerprint;
import org.demarche.ingest.log.LogEnd;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.ingest.log.ReportState;
import org.demarche.ingest.request.Sender;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.json.Violation;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * Writes corrections and retractions, those of one report one after another. Each is decided on the
 * state of the report in the whole log, and answered after it was read back. So it does not matter
 * which of several services wrote the previous one. A change without effect is not written. Equal
 * changes share the outcome of the last waiting one.
 */
public final class AmendmentLog {

    /** An amendment waits for Kafka, and must not block a thread of a pool. */
    private static final Executor THREADS =
            task -> Thread.startVirtualThread(PropagatedContext.wrapCurrent(task));

    private final String topic;
    private final ReportLog reportLog;
    private final Appender appender;
    private final ReportIndex index;
    private final LogEnd logEnd;
    private final InstantSource clock;
    private final ReportCodec codec = new ReportCodec();
    private final Map<ReportId, QueuePlace> places = new ConcurrentHashMap<>();

    public AmendmentLog(
            String topic,
            ReportLog reportLog,
            Appender appender,
            ReportIndex index,
            LogEnd logEnd,
            InstantSource clock) {
        this.topic = topic;
        this.reportLog = reportLog;
        this.appender = appender;
        this.index = index;
        this.logEnd = logEnd;
        this.clock = clock;
    }

    /**
     * @throws Refusal with 404 if the log has no such report, 503 if it cannot be read to its end
     */
    void requireFiled(ReportId id) {
        if (index.get(id).isEmpty()) {
            var _ = standing(id);
        }
    }

    /**
     * Takes its place in the queue before it returns, so two amendments of a report are written in
     * the order of these calls. Fails with a {@link Refusal}, like {@link #requireFiled}, the
     * {@link Appender} and {@link LogEnd#readBack}.
     *
     * @param before what must be done before it may be written, done only if it will be; fails with
     *     a {@link Refusal}. It gets the state of the report
     */
    public CompletableFuture<Amended> write(Amendment wanted, Consumer<ReportState> before) {
        var done = new CompletableFuture<Outcome>();
        var place = place(wanted, done);
        if (place.done != done) {
            return Appender.inTime(place.done)
                    .thenApply(outcome -> amended(wanted, outcome.standing(), true));
        }
        THREADS.execute(() -> write(wanted, before, place));
        return Appender.inTime(done)
                .thenApply(
                        outcome ->
                                amended(wanted, outcome.standing(), outcome.repeated())
                                        .with(List.of(), outcome.warnings()));
    }

    /** The open place of an equal change of this report, or else a new one behind all others. */
    private QueuePlace place(Amendment wanted, CompletableFuture<Outcome> done) {
        var id = wanted.report();
        var found = new AtomicReference<QueuePlace>();
        places.compute(
                id,
                (_, last) -> {
                    for (var open = last; open != null; open = open.previous) {
                        if (!open.done.isDone() && open.isOf(wanted)) {
                            found.set(open);
                            return last;
                        }
                    }
                    appender.requirePrompt(topic, id.holder().getBytes(UTF_8));
                    var mine = new QueuePlace(wanted, last, reportLog, done);
                    found.set(mine);
                    return mine;
                });
        return requireNonNull(found.get());
    }

    private void write(Amendment wanted, Consumer<ReportState> before, QueuePlace place) {
        try {
            // whatever the outcome of the previous one
            var _ = place.before.handle((_, _) -> place).join();
            place.done.complete(amend(wanted, before));
        } catch (RuntimeException | Error e) {
            place.done.completeExceptionally(e);
        } finally {
            place.previous = null;
            places.remove(wanted.report(), place);
        }
    }

    private Outcome amend(Amendment wanted, Consumer<ReportState> before) {
        var id = wanted.report();
        var now = standing(id);
        if (wanted.premise().isMet(now, wanted.content())) {
            reportLog.requireKept(id, now.offset());
            return new Outcome(now, true);
        }
        wanted.premise().require(id, now);
        reportLog.requireKept(id, Long.MAX_VALUE);
        before.accept(now);
        // Another service may write this number first. Nobody reads a report's events by it: the
        // fold and the index count them as they stand in the log. But a correction that names an
        // event has not seen the other one. The log cannot refuse it any more, so its receipt
        // warns.
        var number = now.event() + 1;
        var event = wanted.event(clock.instant());
        var record = codec.encode(topic, event, number, ReportLog.SOURCE);
        Sender.now().sign(record);
        var written = join(appender.append(record));
        logEnd.readBack(written.partition(), written.offset());
        var then = index.standing(id).orElseThrow();
        if (then.offset() < written.offset()) {
            // another service wrote the same change first, so every reader takes our event for a
            // repeat
            return new Outcome(then, true);
        }
        if (then.offset() == written.offset()) {
            return new Outcome(then, false, wanted.premise().missed(then.event()));
        }
        // another service has already said something else
        return new Outcome(
                new ReportState(number, wanted.content(), written.offset(), ReportLog.day(written)),
                false);
    }

    /**
     * Returns the outcome that {@link #write} would have now, and writes nothing.
     *
     * @param before checks the present state, only if there is something to write; fails with a
     *     {@link Refusal}
     */
    CompletableFuture<Amended> foresee(Amendment wanted, Consumer<ReportState> before) {
        return later(
                wanted.report(),
                now -> {
                    if (wanted.premise().isMet(now, wanted.content())) {
                        return amended(wanted, now, true);
                    }
                    wanted.premise().require(wanted.report(), now);
                    before.accept(now);
                    var then =
                            new ReportState(
                                    now.event() + 1,
                                    wanted.content(),
                                    now.offset(),
                                    now.recordedOn());
                    return amended(wanted, then, false);
                });
    }

    /**
     * Answers for a change that is not to be made.
     *
     * @param answer of the state of the report in the whole log; it fails with a {@link Refusal}
     */
    CompletableFuture<Amended> later(ReportId id, Function<ReportState, Amended> answer) {
        return CompletableFuture.supplyAsync(() -> answer.apply(standing(id)), THREADS);
    }

    /** The outcome of a change that says what stands already, without a statement of its own. */
    Amended unchanged(ReportId id, ReportState standing) {
        return new Amended(
                id,
                standing.event(),
                null,
                reportLog.partitionOf(id.holder()),
                standing.offset() + 1,
                true,
                standing.isRetracted(),
                List.of(),
                List.of());
    }

    /** Reads the log to its end first. */
    private ReportState standing(ReportId id) {
        logEnd.readAll(reportLog.partitionOf(id.holder()));
        return index.standing(id)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Problem.notFound(
                                                "There is no report %s. The answer to a filing has the report's id, and GET /v1/reports/<id> shows the report"
                                                        .formatted(id))));
    }

    private Amended amended(Amendment wanted, ReportState standing, boolean repeated) {
        var recorded = standing.recordedOn().atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Amended(
                wanted.report(),
                standing.event(),
                wanted.statement(recorded),
                reportLog.partitionOf(wanted.report().holder()),
                standing.offset() + 1,
                repeated,
                standing.isRetracted(),
                List.of(),
                List.of());
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new Refusal(Refusal.problemOf(e));
        }
    }

    /**
     * @param repeated nothing was written, or only what changes nothing
     * @param warnings of an event in between
     */
    private record Outcome(ReportState standing, boolean repeated, List<Violation> warnings) {

        Outcome(ReportState standing, boolean repeated) {
            this(standing, repeated, List.of());
        }
    }

    /** The place of an amendment in the queue of its report. */
    private static final class QueuePlace {
        private final @Nullable Fingerprint content;
        private final Premise premise;
        private final CompletableFuture<?> before;
        private final CompletableFuture<Outcome> done;

        /** The one before, while this one is open. */
        private volatile @Nullable QueuePlace previous;

        QueuePlace(
                Amendment wanted,
                @Nullable QueuePlace previous,
                ReportLog reportLog,
                CompletableFuture<Outcome> done) {
            content = wanted.content();
            premise = wanted.premise();
            before = previous == null ? reportLog.settled(wanted.report()) : previous.done;
            this.previous = previous;
            this.done = done;
        }

        boolean isOf(Amendment wanted) {
            return Objects.equals(content, wanted.content()) && premise.equals(wanted.premise());
        }
    }
}
