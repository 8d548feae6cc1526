package org.demarche.gateway.export;

import static java.util.Objects.requireNonNull;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.demarche.gateway.evidence.LogEnds;
import org.demarche.gateway.openapi.AnyRead;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.table.Csv;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.Token;
import org.demarche.log.json.OneOf;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.Topics;
import org.demarche.log.registry.EntryType;
import reactor.core.publisher.Flux;

/**
 * Exports the whole log and the whole registry for {@code POST /v1/restore}, one record per line,
 * and a summary at the end. An export without the summary was cut off. The export of the log has
 * parameters: {@code actor} limits it to the events of one actor, and {@code recordedBy} to those
 * that one access token wrote; {@code cursor} continues it after a line; {@code format=csv} returns
 * the reports as they are now instead, see {@link ReportRows}.
 *
 * <p>It reads the log partition by partition, up to the end that the log had when the request came.
 */
@Controller("/v1/export")
@Tag(name = "Export")
@Produces(MediaType.ALL)
final class LogExportController {

    private static final String NDJSON = "application/x-ndjson";
    private static final String ACTOR = "actor";
    private static final String RECORDED_BY = "recordedBy";
    private static final String CURSOR = "cursor";
    private static final String FORMAT = "format";

    private final int partitions;
    private final LogEnds ends;
    private final LogExports exports;
    private final ReportRows rows;

    LogExportController(KafkaConfig config, LogEnds ends, LogExports exports, ReportRows rows) {
        partitions = config.partitions();
        this.ends = ends;
        this.exports = exports;
        this.rows = rows;
    }

    @Get("/reports")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "exportReports",
            summary = "The log, one event per line; or the reports as they are now, one per row")
    @AnyRead
    @Parameter(name = FORMAT, in = ParameterIn.QUERY, ref = "reportFormat")
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "holder")
    @Parameter(name = "recordedBy", in = ParameterIn.QUERY, ref = "recordedBy")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, ref = "logCursor")
    @Parameter(name = Csv.BOM, in = ParameterIn.QUERY, ref = "exportBom")
    @ApiResponse(responseCode = "200", ref = "LogExport")
    @ApiResponse(responseCode = "404", ref = "UnknownName")
    @ApiResponse(responseCode = "409", ref = "AmbiguousName")
    HttpResponse<?> reports(@RequestAttribute ReadContext read) {
        var query = read.query(Set.of(ACTOR, RECORDED_BY, CURSOR, FORMAT, Csv.BOM));
        var actor = query.one(ACTOR).map(name -> actor(read, name));
        if (isCsv(query)) {
            return rows(read.request(), query, actor);
        }
        var cursor = query.one(CURSOR).map(text -> cursor(text, actor));
        var stretches = stretches(actor, cursor);
        var filter = new LogFilter(actor, query.one(RECORDED_BY));
        return stream(read.request(), "reports.ndjson", () -> exports.lines(filter, stretches));
    }

    @Get("/registry")
    @Operation(operationId = "exportRegistry", summary = "The registry, one entry per line")
    @AnyRead
    @ApiResponse(responseCode = "200", ref = "RegistryExport")
    HttpResponse<?> registry(@RequestAttribute ReadContext read) {
        var _ = read.query(Set.of());
        return stream(read.request(), "registry.ndjson", () -> RegistryLines.of(read.registry()));
    }

    private static boolean isCsv(Query query) {
        var format = query.one(FORMAT).orElse("ndjson");
        var formats = List.of("ndjson", "csv");
        if (!formats.contains(format)) {
            throw Query.refused(FORMAT, OneOf.fault(formats, format));
        }
        var csv = format.equals("csv");
        if (!csv && query.isWithBom()) {
            throw Query.refused(
                    Csv.BOM,
                    "is only for format=csv: the export of the log has no byte order mark");
        }
        for (var ofLog : List.of(CURSOR, RECORDED_BY)) {
            if (csv && query.one(ofLog).isPresent()) {
                throw Query.refused(
                        ofLog, "is only for the export of the log: leave it out with format=csv");
            }
        }
        return csv;
    }

    private HttpResponse<?> rows(HttpRequest<?> request, Query query, Optional<String> actor) {
        var end = end(IntStream.range(0, partitions).mapToObj(Token::reports).toList());
        return stream(
                request,
                Csv.CONTENT_TYPE,
                "reports.csv",
                () -> rows.lines(end, actor, query.isWithBom()));
    }

    private static MutableHttpResponse<?> stream(
            HttpRequest<?> request, String file, Supplier<Flux<byte[]>> lines) {
        return stream(request, NDJSON, file, lines);
    }

    private static MutableHttpResponse<?> stream(
            HttpRequest<?> request, String type, String file, Supplier<Flux<byte[]>> lines) {
        var response =
                HttpResponse.ok()
                        .header(HttpHeaders.CONTENT_TYPE, type)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"%s\"".formatted(file));
        return request.getMethod() == HttpMethod.HEAD ? response : response.body(lines.get());
    }

    /**
     * Returns the id of the actor itself, even if it was merged, because its events have that id in
     * the log.
     */
    private static String actor(ReadContext read, String name) {
        return read.names()
                .own(EntryType.ACTOR, name)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Problem.unknownName(
                                                "No actor is called '%s'".formatted(name),
                                                read.registry().nearest(EntryType.ACTOR, name))));
    }

    private LogCursor cursor(String text, Optional<String> actor) {
        var cursor =
                LogCursor.decode(text)
                        .filter(
                                decoded ->
                                        decoded.partition() < partitions
                                                && decoded.actor()
                                                        .map(this::partitionOf)
                                                        .map(own -> own == decoded.partition())
                                                        .orElse(true))
                        .orElseThrow(
                                () ->
                                        Query.refused(
                                                CURSOR,
                                                "is not the cursor of a line of an export"));
        if (!cursor.actor().equals(actor)) {
            throw Query.refused(
                    CURSOR,
                    "is of another export: %s"
                            .formatted(
                                    cursor.actor()
                                            .map(other -> "send actor=" + other + " with it")
                                            .orElse("send it without actor")));
        }
        return cursor;
    }

    private List<LogStretch> stretches(Optional<String> actor, Optional<LogCursor> cursor) {
        var first =
                cursor.map(LogCursor::partition).or(() -> actor.map(this::partitionOf)).orElse(0);
        var beyond = actor.isPresent() ? first + 1 : partitions;
        var end = end(IntStream.range(first, beyond).mapToObj(Token::reports).toList());
        var stretches = new ArrayList<LogStretch>();
        for (var partition = first; partition < beyond; partition++) {
            stretches.add(
                    LogStretch.whole(partition, requireNonNull(end.get(Token.reports(partition)))));
        }
        cursor.ifPresent(
                from -> {
                    var whole = stretches.getFirst();
                    if (from.next() > whole.end()) {
                        throw Query.refused(
                                CURSOR,
                                "belongs to another log: partition %d of this one ends at %d"
                                        .formatted(from.partition(), whole.end()));
                    }
                    stretches.set(0, LogStretch.behind(from, whole.end()));
                });
        return stretches;
    }

    private Map<String, Long> end(List<String> places) {
        try {
            return ends.of(places).join();
        } catch (CompletionException e) {
            throw new Refusal(
                    Problem.unavailable(
                            "Kafka does not return the end of the log:  " + e.getMessage()));
        }
    }

    private int partitionOf(String holder) {
        return Topics.partitionOf(holder, partitions);
    }
}
