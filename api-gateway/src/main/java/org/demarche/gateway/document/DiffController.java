package org.demarche.gateway.document;

import static org.demarche.gateway.table.Column.ofRow;

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
import jakarta.inject.Named;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.demarche.gateway.export.Slots;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.Read;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.DiffPlace;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryReader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lists the documents that differ between two versions. A version that is being built lacks the
 * documents that it has not folded yet. A diff reads everything in both versions, so the gateway
 * makes only a few diffs at the same time.
 */
@Controller("/v1/projections/{projectionName}/versions/{versionNumber}/diff")
@Tag(name = "Projections")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DiffController {

    private static final String NDJSON = "application/x-ndjson";
    private static final String AGAINST = "against";
    private static final String REASON = "reason";

    private static final Columns COLUMNS =
            Columns.of(
                    ofRow("key", "/key"),
                    ofRow("reason", "/reason"),
                    ofRow("here", "/here"),
                    ofRow("there", "/there"));

    private final Registry registry;
    private final CopyLookup copies;
    private final Scheduler blocking;
    private final Slots places = new Slots("diffs", Slots.PATIENCE);

    DiffController(
            CatalogReader catalog,
            VersionCopies all,
            RegistryReader registry,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.registry = registry.registry();
        copies = new CopyLookup(catalog, all);
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    /** The first page counts all documents of both versions; later pages have no counts. */
    @Get
    @Produces({MediaType.APPLICATION_JSON, "application/*", NDJSON, Csv.MEDIA_TYPE, "text/*"})
    @Operation(
            operationId = "listDifferences",
            summary = "The documents that differ between two versions")
    @Read
    @Paged
    @AsTable
    @Parameter(name = CopyLookup.PREFIX, in = ParameterIn.QUERY, ref = "prefix")
    @Parameter(name = AGAINST, in = ParameterIn.QUERY, ref = "against")
    @Parameter(name = REASON, in = ParameterIn.QUERY, ref = "diffReasons")
    @ApiResponse(responseCode = "200", ref = "Diff")
    @ApiResponse(responseCode = "404", ref = "NoDocument")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    MutableHttpResponse<?> diff(
            @InPath.ProjectionName String projectionName,
            @InPath.ComparedVersion String versionNumber,
            @RequestAttribute ReadContext read) {
        return diff(projectionName, versionNumber, read.request(), read.copy());
    }

    /**
     * @param served the copy to compare with if the request names no version
     */
    MutableHttpResponse<?> diff(
            String projectionName,
            String versionNumber,
            HttpRequest<?> request,
            Optional<ViewCopy<?>> served) {
        var query =
                Query.ofTable(
                        request,
                        Set.of(CopyLookup.PREFIX, AGAINST, REASON, Query.LIMIT, Query.CURSOR));
        var limit = query.limit();
        var from = query.cursor(DiffPlace::parse).orElse(null);
        var here = copies.version(projectionName, versionNumber);
        var there = against(served, projectionName, query, from);
        var prefix = CopyLookup.prefix(query, here);
        var reasons = reasons(query, here, there);
        if (query.one(Query.FORMAT).isEmpty() && Preference.isRather(request, NDJSON)) {
            if (from != null) {
                throw Query.refused(
                        Query.CURSOR,
                        "is for pages only: leave it out to get the whole diff as lines");
            }
            return Answer.by(here.id(), lines(request, here, there, prefix, reasons));
        }
        var after = from == null ? null : from.key();
        var comparison = new Comparison(here, there, prefix, after);
        var against = Integer.toString(there.id().number());
        var counts = new Counts();
        var page =
                places.held(
                        () ->
                                page(
                                        query,
                                        comparison,
                                        reasons,
                                        new Filling(limit),
                                        counts,
                                        against,
                                        after == null));
        var lead = after == null ? counts.json() + ',' : "";
        var answer =
                Answer.list(request, page.list(lead, one -> one), page.next(), COLUMNS, registry);
        return Answer.by(here.id(), answer);
    }

    private ViewCopy<?> against(
            Optional<ViewCopy<?>> served, String name, Query query, @Nullable DiffPlace from) {
        return Optional.ofNullable(from)
                .map(DiffPlace::against)
                .or(() -> query.one(AGAINST))
                .<ViewCopy<?>>map(number -> copies.version(name, number))
                .orElseGet(() -> copies.served(served, name));
    }

    /** Reads the reasons that the client asks for. An empty set asks for every difference. */
    private static Set<Reason> reasons(Query query, ViewCopy<?> here, ViewCopy<?> there) {
        var labels = query.anyOf(REASON, Reason.labels());
        if (!labels.isEmpty() && !Reason.isTold(here, there)) {
            throw Query.refused(
                    REASON, "is only for two versions of positions with different rules");
        }
        return labels.stream().map(Reason::of).collect(Collectors.toSet());
    }

    /**
     * @param counts the counts to which the first page adds all keys
     */
    private static Page<byte[]> page(
            Query query,
            Comparison comparison,
            Set<Reason> reasons,
            Filling filling,
            Counts counts,
            String against,
            boolean isFirst) {
        var hasMore = false;
        for (var next = comparison.next(); next != null; next = comparison.next()) {
            counts.add(next);
            if (!next.isAskedFor(reasons)) {
                continue;
            }
            if (filling.isFull()) {
                hasMore = true;
                if (!isFirst) {
                    break;
                }
            } else {
                filling.add(next.key(), DocumentJson.difference(next));
            }
        }
        return filling.page(query, hasMore, key -> new DiffPlace(against, key).text());
    }

    private MutableHttpResponse<?> lines(
            HttpRequest<?> request,
            ViewCopy<?> here,
            ViewCopy<?> there,
            String prefix,
            Set<Reason> reasons) {
        var response =
                HttpResponse.ok()
                        .contentType(NDJSON)
                        .header(
                                HttpHeaders.VARY,
                                HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING);
        return request.getMethod() == HttpMethod.HEAD
                ? response
                : response.body(
                        places.taken(
                                release ->
                                        pieces(here, there, prefix, reasons, release)
                                                .subscribeOn(blocking)));
    }

    private static Flux<byte[]> pieces(
            ViewCopy<?> here,
            ViewCopy<?> there,
            String prefix,
            Set<Reason> reasons,
            Runnable release) {
        return Flux.generate(
                () -> new DiffLines(() -> new Comparison(here, there, prefix, null), reasons),
                (lines, sink) -> {
                    sink.next(lines.next());
                    if (lines.isAtEnd()) {
                        sink.complete();
                    }
                    return lines;
                },
                _ -> release.run());
    }
}
