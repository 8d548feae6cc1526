package org.demarche.ingest.request;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;

/**
 * Refuses requests of web pages. Only the gateway writes here. A browser names the page's site with
 * every write, even if it takes this service for a part of that site.
 */
@ServerFilter(MATCH_ALL_PATTERN)
final class PageFilter implements Ordered {

    /** Before Micronaut's own filter of sites, whose refusals say nothing. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    void before(HttpRequest<?> request) {
        request.getHeaders()
                .findFirst(HttpHeaders.ORIGIN)
                .ifPresent(
                        site -> {
                            throw new Refusal(
                                    Problem.of(
                                            ProblemKind.FOREIGN_SITE,
                                            "The ingest service does not answer web pages, and a page of '%s' asks. Write through the gateway"
                                                    .formatted(site)));
                        });
    }
}
