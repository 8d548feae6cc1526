package org.demarche.gateway.export;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
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
import jakarta.inject.Named;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.demarche.gateway.fold.Pairs;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.openapi.AnyRead;
import org.demarche.gateway.openapi.AtTime;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Csv;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.Subject;
import org.demarche.model.explain.StatementEvidence;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Exports all statements, or those of some actors or issues, as CSV, claims or events, in a stream
 * at the client's pace. A parameter chooses the form, not {@code Accept}.
 */
@Controller("/v1/export/statements")
@Tag(name = "Export")
@Produces(MediaType.ALL)
final class StatementExportController {

    private static final String FORMAT = "format";
    private static final String ACTOR = "actor";
    private static final String ISSUE = "issue";
    private static final Set<String> PARAMETERS =
            Query.plus(ReadTerms.TIMES, FORMAT, ACTOR, ISSUE, Csv.BOM);

    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int CHUNK_STATEMENTS = 1_000;

    private final Registry registry;
    private final SubjectFolds folds;
    private final Pairs pairs;
    private final Scheduler blocking;
    private final Slots places = new Slots("exports of statements", Slots.PATIENCE);

    StatementExportController(
            RegistryReader reader,
            SubjectFolds folds,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        registry = reader.registry();
        this.folds = folds;
        pairs = new Pairs(registry);
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    /**
     * The gateway sends the stream at the client's pace. All statements are as known at the
     * beginning of the stream, and the link names this instant.
     */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "exportStatements",
            summary = "All statements, or those of some actors or issues, in a form of your choice")
    @AnyRead
    @Parameter(name = FORMAT, in = ParameterIn.QUERY, ref = "statementFormat")
    @Parameter(name = ACTOR, in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = ISSUE, in = ParameterIn.QUERY, ref = "issues")
    @AtTime
    @Parameter(name = Csv.BOM, in = ParameterIn.QUERY, ref = "exportBom")
    @ApiResponse(responseCode = "200", ref = "StatementExport")
    @ApiResponse(responseCode = "404", ref = "UnknownName")
    @ApiResponse(responseCode = "409", ref = "AmbiguousName")
    MutableHttpResponse<?> statements(@RequestAttribute ReadContext read) {
        var query = read.query(PARAMETERS);
        var format = format(query);
        var actors = read.names().ids(EntryType.ACTOR, query, ACTOR);
        var issues = read.names().ids(EntryType.ISSUE, query, ISSUE);
        var bom = isWithBom(query, format);
        var copy = read.positions();
        var cited =
                Citable.stream(
                        read,
                        ReadTerms.of(query, copy),
                        (seen, time) ->
                                new ExportedStatements(
                                        pairs.subjects(copy, actors, issues, new Subject("", ""))
                                                .iterator(),
                                        subject ->
                                                folds.of(seen, subject, false).statements(time)));
        var disposition = "attachment; filename=\"%s\"".formatted(format.fileName());
        var response =
                cited.linked(
                        "/v1/export/statements",
                        read,
                        HttpResponse.ok()
                                .header(HttpHeaders.CONTENT_TYPE, format.contentType())
                                .header(HttpHeaders.CONTENT_DISPOSITION, disposition));
        return read.request().getMethod() == HttpMethod.HEAD
                ? response
                : response.body(
                        places.taken(
                                release ->
                                        chunks(format.lines(registry, bom), cited.found(), release)
                                                .subscribeOn(blocking)));
    }

    /**
     * Makes each piece on demand. If few statements have a line, pieces may be empty.
     *
     * @param release called once at the end, for whatever reason the stream ends
     */
    static Flux<byte[]> chunks(
            StatementLines lines, Iterator<StatementEvidence> statements, Runnable release) {
        return Flux.generate(
                () -> {
                    var first = new ByteArrayOutputStream();
                    first.writeBytes(lines.head());
                    return first;
                },
                (chunk, sink) -> {
                    for (var n = 0; n < CHUNK_STATEMENTS && statements.hasNext(); n++) {
                        chunk.writeBytes(lines.of(statements.next()));
                        if (chunk.size() >= CHUNK_BYTES) {
                            break;
                        }
                    }
                    sink.next(chunk.toByteArray());
                    chunk.reset();
                    if (!statements.hasNext()) {
                        sink.complete();
                    }
                    return chunk;
                },
                _ -> release.run());
    }

    private static boolean isWithBom(Query query, StatementFormat format) {
        var bom = query.isWithBom();
        if (bom && format != StatementFormat.CSV) {
            throw Query.refused(
                    Csv.BOM, "needs format=csv: the other forms have no byte order mark");
        }
        return bom;
    }

    private static StatementFormat format(Query query) {
        var label =
                query.one(FORMAT)
                        .orElseThrow(
                                () ->
                                        Query.refused(
                                                FORMAT,
                                                "is required: one of " + StatementFormat.labels()));
        return StatementFormat.of(label)
                .orElseThrow(
                        () ->
                                Query.refused(
                                        FORMAT,
                                        "must be one of %s, but is '%s'"
                                                .formatted(StatementFormat.labels(), label)));
    }
}
