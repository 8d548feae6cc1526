package org.demarche.ingest.request;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.http.RequestInLog;
import org.demarche.log.access.CallerHeaders;

/** Adds to each log line about a request the id that the gateway gave it, and its trace. */
@ServerFilter(MATCH_ALL_PATTERN)
final class RequestIdFilter implements Ordered {

    private static final String HEADER = "X-Request-Id";

    /** The form of an id. Any other text could forge lines of the log, or fill it. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    void before(HttpRequest<?> request, MutablePropagatedContext context) {
        var headers = request.getHeaders();
        var id = headers.findFirst(HEADER).filter(text -> ID.matcher(text).matches());
        var trace =
                headers.findFirst(CallerHeaders.TRACE_PARENT)
                        .map(TRACE::matcher)
                        .filter(Matcher::matches)
                        .map(parent -> parent.group(1));
        if (id.isPresent() || trace.isPresent()) {
            context.add(new RequestInLog(id.orElse(null), trace.orElse(null)));
        }
    }
}
