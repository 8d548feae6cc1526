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
 * Writes corrections and retractions. Those of one report are written one after another. This class
 * decides about each change from the state of the report in the whole log, and answers when it has
 * read the event back. So it does not matter which of several services wrote the previous change. A
 * change without effect is not written. A change that equals a waiting one shares its outcome.
 */
public final class AmendmentLog {

    /**
     * Starts a virtual thread for each amendment, because it waits for Kafka and must not block a
     * thread of a pool.
     */
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
     * @throws Refusal with 404 if the log has no such report, 503 if the log cannot be read to its
     *     end
     */
    void requireFiled(ReportId id) {
        if (index.get(id).isEmpty()) {
            var _ = standing(id);
        }
    }

    /**
     * Writes an amendment. The method puts it into the queue before it returns, so two amendments
     * of a report are written in the order of the calls. Fails with a {@link Refusal}, like {@link
     * #requireFiled}, the {@link Appender} and {@link LogEnd#readBack}.
     *
     * @param before the work to do before the write, which gets the state of the report. It is done
     *     only if the amendment will be written, and may fail with a {@link Refusal}
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

    /**
     * Returns the open place of an equal change of this report, or, without one, a new place behind
     * all others.
     */
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
            // wait for the previous change, whatever its outcome
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
        if (wanted.precondition().isMet(now, wanted.content())) {
            reportLog.requireKept(id, now.offset());
            return new Outcome(now, true);
        }
        wanted.precondition().require(id, now);
        reportLog.requireKept(id, Long.MAX_VALUE);
        before.accept(now);
        // Another service may write an event with this number first. No reader depends on the
        // number: the fold and the index count a report's events in the order of the log. But if
        // our correction names an event, its author has not seen the other service's event. The log
        // cannot refuse the correction any more, so its receipt warns.
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
            return new Outcome(then, false, wanted.precondition().missed(then.event()));
        }
        // another service has already written a different change after ours
        return new Outcome(
                new ReportState(number, wanted.content(), written.offset(), ReportLog.day(written)),
                false);
    }

    /**
     * Returns the outcome that {@link #write} would have now, and writes nothing.
     *
     * @param before the check of the present state. It is done only if there is something to write,
     *     and may fail with a {@link Refusal}
     */
    CompletableFuture<Amended> foresee(Amendment wanted, Consumer<ReportState> before) {
        return later(
                wanted.report(),
                now -> {
                    if (wanted.precondition().isMet(now, wanted.content())) {
                        return amended(wanted, now, true);
                    }
                    wanted.precondition().require(wanted.report(), now);
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
     * Makes an answer without a change.
     *
     * @param answer the function that makes the answer from the state of the report in the whole
     *     log; it may fail with a {@link Refusal}
     */
    CompletableFuture<Amended> later(ReportId id, Function<ReportState, Amended> answer) {
        return CompletableFuture.supplyAsync(() -> answer.apply(standing(id)), THREADS);
    }

    /**
     * Returns the outcome, without a statement, of a change to content that the report has already.
     */
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

    /** Reads the log to its end, and returns the state of the report. */
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
     * @param repeated whether nothing was written, or only an event that changes nothing
     * @param warnings the warnings about an event that another service wrote in between
     */
    private record Outcome(ReportState standing, boolean repeated, List<Violation> warnings) {

        Outcome(ReportState standing, boolean repeated) {
            this(standing, repeated, List.of());
        }
    }

    /** The place of an amendment in the queue of its report. */
    private static final class QueuePlace {
        private final @Nullable Fingerprint content;
        private final AmendmentPrecondition precondition;
        private final CompletableFuture<?> before;
        private final CompletableFuture<Outcome> done;

        /** The previous place in the queue, while this one is open. */
        private volatile @Nullable QueuePlace previous;

        QueuePlace(
                Amendment wanted,
                @Nullable QueuePlace previous,
                ReportLog reportLog,
                CompletableFuture<Outcome> done) {
            content = wanted.content();
            precondition = wanted.precondition();
            before = previous == null ? reportLog.settled(wanted.report()) : previous.done;
            this.previous = previous;
            this.done = done;
        }

        boolean isOf(Amendment wanted) {
            return Objects.equals(content, wanted.content())
                    && precondition.equals(wanted.precondition());
        }
    }
}
