package org.demarche.ingest;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import java.util.regex.Pattern;

/** Logs with each line about a request the id that the gateway gave it. */
@ServerFilter(MATCH_ALL_PATTERN)
final class RequestIdFilter implements Ordered {

    private static final String HEADER = "X-Request-Id";

    /** Anything else could forge lines of a log, or fill it. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    void before(HttpRequest<?> request, MutablePropagatedContext context) {
        request.getHeaders()
                .findFirst(HEADER)
                .filter(id -> ID.matcher(id).matches())
                .ifPresent(id -> context.add(new MdcPropagationContext(Map.of("request", id))));
    }
}
