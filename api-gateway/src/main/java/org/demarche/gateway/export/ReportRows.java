package org.demarche.gateway.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.Horizon;
import org.demarche.gateway.fold.CurrentReport;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.Token;
import org.demarche.log.event.ReportJson;
import org.demarche.model.Subject;
import org.demarche.sheet.BodyCells;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Exports each report as a row of CSV, sorted by actor, issue and token. People edit the rows and
 * send them back to {@code POST /v1/reports}. A row has the whole body, and the number of its
 * report's last event.
 */
public final class ReportRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MARK = "\uFEFF";
    private static final String LINE_END = "\r\n";
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int CHUNK_PAIRS = 1_000;
    private static final long PATIENCE_SECONDS = 10;

    private final Evidence evidence;
    private final SubjectFolds folds;
    private final Scheduler scheduler;
    private final Slots places = new Slots("exports of reports as rows", Slots.PATIENCE);

    /**
     * @param executor an executor whose threads may wait
     */
    public ReportRows(Evidence evidence, SubjectFolds folds, ExecutorService executor) {
        this.evidence = evidence;
        this.folds = folds;
        scheduler = Schedulers.fromExecutorService(executor);
    }

    /**
     * @param ends the ends of the log's partitions, by their places in a token
     * @param actor the actor whose reports alone are exported; empty for all reports
     * @param bom whether to write a byte order mark before the header
     */
    Flux<byte[]> lines(Map<String, Long> ends, Optional<String> actor, boolean bom) {
        var horizon = read(ends);
        var subjects =
                evidence.subjects().stream()
                        .filter(subject -> actor.map(subject.actor()::equals).orElse(true))
                        .iterator();
        return places.taken(
                release ->
                        Flux.<byte[], Boolean>generate(
                                        () -> true,
                                        (first, sink) -> {
                                            sink.next(
                                                    chunk(
                                                            first ? header(bom) : "",
                                                            subjects,
                                                            horizon));
                                            if (!subjects.hasNext()) {
                                                sink.complete();
                                            }
                                            return false;
                                        },
                                        _ -> release.run())
                                .subscribeOn(scheduler));
    }

    /** Waits until the evidence has all that the log had when the export began. */
    private Horizon read(Map<String, Long> ends) {
        var next = new long[ends.size()];
        var waits = new CompletableFuture<?>[ends.size()];
        for (var partition = 0; partition < next.length; partition++) {
            next[partition] = requireNonNull(ends.get(Token.reports(partition)));
            waits[partition] = evidence.reached(partition, next[partition]);
        }
        try {
            CompletableFuture.allOf(waits).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            Stream.of(waits).forEach(wait -> wait.cancel(true));
            throw new Refusal(
                    Problem.unavailable(
                            "The gateway has not read the log to its end: try again in a moment"));
        }
        return new Horizon(next, Instant.MAX);
    }

    private static String header(boolean bom) {
        return (bom ? MARK : "") + line(BodyCells.headers());
    }

    private byte[] chunk(String head, Iterator<Subject> subjects, Horizon horizon) {
        var chunk = new ByteArrayOutputStream();
        chunk.writeBytes(head.getBytes(UTF_8));
        for (var n = 0; n < CHUNK_PAIRS && chunk.size() < CHUNK_BYTES && subjects.hasNext(); n++) {
            for (var report : folds.current(horizon, subjects.next())) {
                chunk.writeBytes(line(BodyCells.of(body(report))).getBytes(UTF_8));
            }
        }
        return chunk.toByteArray();
    }

    private static String line(List<String> cells) {
        return CSVFormat.RFC4180.format(cells.toArray()) + LINE_END;
    }

    private static JsonNode body(CurrentReport report) {
        try (var body = new TokenBuffer(JSON, false)) {
            body.writeStartObject();
            body.writeStringField("report", report.id().toString());
            body.writeNumberField("event", report.event());
            if (report.retracted()) {
                body.writeBooleanField("retracted", true);
            }
            ReportJson.write(body, report.body());
            body.writeEndObject();
            return JSON.readTree(body.asParser());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
