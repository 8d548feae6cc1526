package org.demarche.ingest.request;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.HashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.log.access.CallerHeaders;

/** Logs with each line about a request the id that the gateway gave it, and its trace. */
@ServerFilter(MATCH_ALL_PATTERN)
final class RequestIdFilter implements Ordered {

    private static final String HEADER = "X-Request-Id";

    /** Anything else could forge lines of a log, or fill it. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    void before(HttpRequest<?> request, MutablePropagatedContext context) {
        var inLog = new HashMap<String, String>();
        request.getHeaders()
                .findFirst(HEADER)
                .filter(id -> ID.matcher(id).matches())
                .ifPresent(id -> inLog.put("request", id));
        request.getHeaders()
                .findFirst(CallerHeaders.TRACE_PARENT)
                .map(TRACE::matcher)
                .filter(Matcher::matches)
                .ifPresent(parent -> inLog.put("trace", parent.group(1)));
        if (!inLog.isEmpty()) {
            context.add(new MdcPropagationContext(inLog));
        }
    }
}
