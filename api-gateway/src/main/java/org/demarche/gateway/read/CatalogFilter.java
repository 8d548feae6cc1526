package org.demarche.gateway.read;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.demarche.gateway.evidence.LogEnds;
import org.demarche.http.Refusal;
import org.demarche.log.Token;
import org.demarche.log.control.CatalogReader;

/**
 * The common part of all requests about versions and dead letters, reads and writes. The decisions
 * alone answer them, so they wait for no view, and only for the decisions in a token. The answer
 * has no version, and its token has all decisions that were read.
 */
@ServerFilter(MATCH_ALL_PATTERN)
public final class CatalogFilter {

    /** The beginning of all addresses of projections; most requests have another one. */
    static final String PROJECTIONS = "/v1/projections";

    private static final String DEAD_LETTERS = "/v1/dead-letters";

    private static final String PASSED = "org.demarche.catalog";

    private final CatalogReader catalog;
    private final LogEnds ends;

    CatalogFilter(CatalogReader catalog, LogEnds ends) {
        this.catalog = catalog;
        this.ends = ends;
    }

    /** Other reads below these addresses read views. */
    private static boolean isFor(HttpRequest<?> request) {
        var path = request.getPath();
        return (path.startsWith(PROJECTIONS) || path.startsWith(DEAD_LETTERS))
                && RouteAttributes.getRouteMatch(request).isPresent()
                && !ReadFilter.isFor(request);
    }

    @RequestFilter
    CompletableFuture<HttpRequest<?>> before(HttpRequest<?> request) {
        if (!isFor(request)) {
            return CompletableFuture.completedFuture(request);
        }
        ReadFilter.requireRead(catalog.caughtUp(), "decisions");
        var wanted = ReadFilter.token(request).next(Token.CONTROL).orElse(0);
        return await(wanted, ReadFilter.patience(request))
                .thenApply(
                        _ -> {
                            request.setAttribute(PASSED, true);
                            return request;
                        });
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getAttribute(PASSED).isPresent()) {
            var seen = Token.NONE.with(Token.CONTROL, catalog.known().next());
            response.header(Token.HEADER, seen.toString());
        }
    }

    private CompletableFuture<Void> await(long wanted, Duration patience) {
        if (catalog.known().next() >= wanted) {
            return CompletableFuture.completedFuture(null);
        }
        var reached = catalog.reached(wanted);
        // not on the reader's thread, which others wait for too
        var here = reached.thenRunAsync(() -> {});
        var _ =
                ends.of(List.of(Token.CONTROL))
                        .thenAccept(
                                end -> {
                                    var next = end.getOrDefault(Token.CONTROL, Long.MAX_VALUE);
                                    if (wanted > next) {
                                        here.completeExceptionally(
                                                Freshness.ahead(Token.CONTROL, wanted, next));
                                    }
                                });
        return here.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyCompose(
                        fault ->
                                CompletableFuture.failedFuture(
                                        fault instanceof TimeoutException
                                                ? late(wanted, patience)
                                                : fault))
                .whenComplete((_, _) -> reached.cancel(false));
    }

    private Refusal late(long wanted, Duration patience) {
        var folded = catalog.known().next();
        return Freshness.late(
                Map.of(Token.CONTROL, new Freshness.Progress(folded, wanted)), patience);
    }
}
