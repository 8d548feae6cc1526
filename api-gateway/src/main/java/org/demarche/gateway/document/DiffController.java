package org.demarche.gateway.document;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
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
import org.demarche.gateway.export.Places;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.Read;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.DiffPlace;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadFilter;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.view.Copy;
import org.demarche.gateway.view.Document;
import org.demarche.gateway.view.Views;
import org.demarche.log.control.CatalogReader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lists the documents that differ between two versions. A version that is being built lacks the
 * documents that it has not folded yet. A diff reads everything in both versions, so only a few may
 * run at once.
 */
@Controller("/v1/projections/{projectionName}/versions/{versionNumber}/diff")
@Tag(name = "Projections")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DiffController {

    private static final String NDJSON = "application/x-ndjson";
    private static final String AGAINST = "against";
    private static final String REASON = "reason";

    private final Copies copies;
    private final Scheduler blocking;
    private final Places places = new Places("diffs", Places.PATIENCE);

    DiffController(
            CatalogReader catalog,
            Views views,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        copies = new Copies(catalog, views);
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    /** The first page counts all documents of both versions; later pages have no counts. */
    @Get
    @Produces({MediaType.APPLICATION_JSON, "application/*", NDJSON})
    @Operation(summary = "The documents that differ between two versions")
    @Read
    @Paged
    @Parameter(name = Copies.PREFIX, in = ParameterIn.QUERY, ref = "prefix")
    @Parameter(name = AGAINST, in = ParameterIn.QUERY, ref = "against")
    @Parameter(name = REASON, in = ParameterIn.QUERY, ref = "diffReasons")
    @ApiResponse(responseCode = "200", ref = "Diff")
    @ApiResponse(responseCode = "404", ref = "NoDocument")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    MutableHttpResponse<?> diff(
            @InPath.ProjectionName String projectionName,
            @InPath.ComparedVersion String versionNumber,
            HttpRequest<?> request) {
        var query =
                Query.of(
                        request, Set.of(Copies.PREFIX, AGAINST, REASON, Query.LIMIT, Query.CURSOR));
        var limit = query.limit(Query.USUAL_LIMIT);
        var from = query.cursor(DiffPlace::parse).orElse(null);
        var here = copies.version(projectionName, versionNumber);
        var there = against(request, projectionName, query, from);
        var prefix = Copies.prefix(query, here);
        var reasons = reasons(query, here, there);
        ReadFilter.answeredBy(request, here.id());
        if (Preference.isRather(request, NDJSON)) {
            if (from != null) {
                throw Query.refused(
                        Query.CURSOR,
                        "is for pages only: leave it out to get the whole diff as lines");
            }
            return lines(request, here, there, prefix, reasons);
        }
        var after = from == null ? null : from.key();
        var comparison = new Comparison(here, there, prefix, after);
        var against = Integer.toString(there.id().number());
        var document =
                places.held(
                        () ->
                                page(
                                        query,
                                        comparison,
                                        reasons,
                                        new Filling(limit),
                                        against,
                                        after == null));
        return varied(Answer.of(request, document));
    }

    private Copy<?> against(
            HttpRequest<?> request, String name, Query query, @Nullable DiffPlace from) {
        return Optional.ofNullable(from)
                .map(DiffPlace::against)
                .or(() -> query.one(AGAINST))
                .<Copy<?>>map(number -> copies.version(name, number))
                .orElseGet(() -> copies.served(request, name));
    }

    /** Empty for every difference. */
    private static Set<Reason> reasons(Query query, Copy<?> here, Copy<?> there) {
        var labels = query.anyOf(REASON, Reason.labels());
        if (!labels.isEmpty() && !Reason.isTold(here, there)) {
            throw Query.refused(
                    REASON, "is only for two versions of positions that two rules folded");
        }
        return labels.stream().map(Reason::of).collect(Collectors.toSet());
    }

    private static Document page(
            Query query,
            Comparison comparison,
            Set<Reason> reasons,
            Filling filling,
            String against,
            boolean isFirst) {
        var counts = new Counts();
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
                filling.add(next.key(), Json.difference(next));
            }
        }
        Page<byte[]> page = filling.page(query, hasMore, key -> new DiffPlace(against, key).text());
        return isFirst ? page.list(counts.json() + ',', one -> one) : page.list(one -> one);
    }

    private MutableHttpResponse<?> lines(
            HttpRequest<?> request,
            Copy<?> here,
            Copy<?> there,
            String prefix,
            Set<Reason> reasons) {
        MutableHttpResponse<?> response = varied(HttpResponse.ok()).contentType(NDJSON);
        return request.getMethod() == HttpMethod.HEAD
                ? response
                : response.body(
                        places.taken(
                                release ->
                                        pieces(here, there, prefix, reasons, release)
                                                .subscribeOn(blocking)));
    }

    private static Flux<byte[]> pieces(
            Copy<?> here, Copy<?> there, String prefix, Set<Reason> reasons, Runnable release) {
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

    private static <B> MutableHttpResponse<B> varied(MutableHttpResponse<B> response) {
        return response.header(
                HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING);
    }
}
