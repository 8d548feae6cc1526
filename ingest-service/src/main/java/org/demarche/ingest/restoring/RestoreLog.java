package org.demarche.ingest.restoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.ingest.lines.LineResult;
import org.demarche.ingest.log.Appender;
import org.demarche.ingest.log.LogEnd;
import org.demarche.ingest.log.LostEnds;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.ingest.log.ReportIndex.Filed;
import org.demarche.ingest.restoring.RestoredEvents.Later;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.export.ExportLine;
import org.demarche.log.kafka.Topics;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of another log into this log, which must have no other events. Each event is
 * written once. The events of one report are written one after another: the next write starts when
 * Kafka has the previous event.
 */
public final class RestoreLog {

    private static final String SOURCE = "/v1/restore";

    private final String topic;
    private final int partitions;
    private final Appender appender;
    private final ReportIndex index;
    private final RestoredEvents restored;
    private final LogEnd logEnd;
    private final LostEnds lostEnds;
    private final ReportCodec codec = new ReportCodec();
    private final Map<ReportId, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();

    public RestoreLog(
            String topic,
            int partitions,
            Appender appender,
            ReportIndex index,
            RestoredEvents restored,
            LogEnd logEnd,
            LostEnds lostEnds) {
        this.topic = topic;
        this.partitions = partitions;
        this.appender = appender;
        this.index = index;
        this.restored = restored;
        this.logEnd = logEnd;
        this.lostEnds = lostEnds;
    }

    /**
     * Checks that the log has only restored records.
     *
     * @throws Refusal with 409 if it has others, 503 if the log cannot be read to its end, or has
     *     lost events
     */
    public void requireRestorable() {
        for (var partition = 0; partition < partitions; partition++) {
            lostEnds.requireWhole(partition);
            logEnd.readAll(partition);
        }
        requireNoStranger();
    }

    /**
     * Writes an event. It first waits while another event of the same report is being written.
     *
     * @param line the line of the event; its digest, if it has one, must be right
     * @return the result; fails as the {@link Appender} does, and with 409 if the log has events
     *     that were not restored, if the id has other content, or if the events of the report are
     *     not sent in their order
     */
    CompletableFuture<LineResult> write(ExportLine.Event line) {
        var report = line.event().report();
        var mine = new CompletableFuture<LineResult>();
        for (var before = inFlight.putIfAbsent(report, mine);
                before != null;
                before = inFlight.putIfAbsent(report, mine)) {
            try {
                Appender.inTime(before).join();
            } catch (CompletionException _) {
                return CompletableFuture.failedFuture(new Refusal(behind()));
            }
        }
        CompletableFuture<LineResult> result;
        try {
            requireNoStranger();
            result =
                    line.event() instanceof ReportEvent.Filed filed
                            ? file(filed, line)
                            : amend(line);
        } catch (RuntimeException e) {
            result = CompletableFuture.failedFuture(e);
        }
        return Appender.inTime(
                result.whenComplete(
                        (_, _) -> {
                            inFlight.remove(report, mine);
                            mine.complete(null);
                        }));
    }

    private CompletableFuture<LineResult> file(ReportEvent.Filed event, ExportLine.Event line) {
        var id = event.report();
        var known = index.get(id);
        if (known.isPresent()) {
            if (!known.get().holds(event.digest())) {
                throw new Refusal(
                        Problem.of(
                                ProblemKind.TAKEN,
                                "The report %s exists with other content. If a log has two filings of one report, only the first one counts: leave this line out, nothing is lost"
                                        .formatted(id)));
            }
            return CompletableFuture.completedFuture(
                    result(id, 0, statement(event), known.get().offset(), true));
        }
        var digest = event.digest();
        var day = day(event.recorded());
        return append(line, 0, offset -> index.put(id, Filed.of(digest, offset, day)));
    }

    private CompletableFuture<LineResult> amend(ExportLine.Event line) {
        var event = line.event();
        var id = event.report();
        var filed =
                index.get(id)
                        .orElseThrow(
                                () ->
                                        outOfOrder(
                                                "The report %s is not in the log: its filing must come before this event",
                                                id));
        var content = RestoredEvents.content(event.wireName(), event.recorded(), line.body());
        var before = restored.of(id);
        for (var one : before) {
            if (one.content().equals(content)) {
                return CompletableFuture.completedFuture(
                        result(id, one.number(), statement(event), one.offset(), true));
            }
        }
        var last = before.isEmpty() ? null : before.getLast();
        if (isBefore(event, filed, last)) {
            throw outOfOrder(
                    "The report %s already has a later event: this one must come before it", id);
        }
        var number = last == null ? 1 : last.number() + 1;
        var recorded = event.recorded();
        return append(
                line,
                number,
                offset -> restored.put(id, new Later(number, recorded, content, offset)));
    }

    private static boolean isBefore(ReportEvent event, Filed filed, @Nullable Later last) {
        return last == null
                ? day(event.recorded()).isBefore(filed.recordedOn())
                : event.recorded().isBefore(last.recorded());
    }

    private static Refusal outOfOrder(String what, ReportId id) {
        return new Refusal(
                Problem.of(
                        ProblemKind.OUT_OF_ORDER,
                        what.formatted(id)
                                + ". Send the lines of an export in their order; the log is unchanged"));
    }

    /**
     * Appends the event. The callback keeps no texts in memory, because many lines may be in
     * flight.
     */
    private CompletableFuture<LineResult> append(
            ExportLine.Event line, int number, LongConsumer known) {
        var event = line.event();
        var report = event.report();
        var statement = statement(event);
        var record = codec.encodeRestored(topic, event, line.body(), number, SOURCE);
        ReportCodec.sign(record, line.recordedBy());
        return appender.append(record)
                .thenApply(
                        written -> {
                            known.accept(written.offset());
                            return result(report, number, statement, written.offset(), false);
                        });
    }

    private LineResult result(
            ReportId report,
            int number,
            @Nullable StatementId statement,
            long offset,
            boolean repeated) {
        return new LineResult.Event(
                report,
                number,
                statement,
                Topics.partitionOf(report.holder(), partitions),
                offset + 1,
                repeated);
    }

    private static @Nullable StatementId statement(ReportEvent event) {
        return switch (event) {
            case ReportEvent.Filed(_, var body, _, _, var at) -> StatementId.of(body, at);
            case Corrected(_, var body, _, _, var at) -> StatementId.of(body, at);
            case Retracted _ -> null;
        };
    }

    private void requireNoStranger() {
        restored.stranger()
                .ifPresent(
                        place -> {
                            throw new Refusal(
                                    Problem.of(
                                            ProblemKind.LOG_NOT_EMPTY,
                                            "The log has reports that were not restored, the first at %s. You can restore an export only into a log that is empty or has restored events only: start a stack with an empty data folder and without seeds, demarche up --no-seeds --data DIR"
                                                    .formatted(place)));
                        });
    }

    private static Problem behind() {
        return Problem.unavailable(
                "An earlier event of this report is still being written: nothing of this one was written, send it again");
    }

    private static LocalDate day(Instant recorded) {
        return LocalDate.ofInstant(recorded, ZoneOffset.UTC);
    }
}
