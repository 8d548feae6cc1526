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
 * Refuses requests of web pages, because only the gateway may write here. With every write, a
 * browser sends the page's site in the header {@code Origin}, even if the page seems to be of the
 * same site as this service.
 */
@ServerFilter(MATCH_ALL_PATTERN)
final class PageFilter implements Ordered {

    /**
     * Puts this filter before Micronaut's own filter of sites, because the refusals of that one
     * give no reason.
     */
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
