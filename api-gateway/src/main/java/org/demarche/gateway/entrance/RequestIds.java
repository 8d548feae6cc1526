package org.demarche.gateway.entrance;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.UUID;
import java.util.regex.Pattern;
import org.demarche.http.RequestInLog;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

/**
 * Takes a request's id from its header, which a proxy may have set, or makes an id. The answer has
 * this id, and so has each line that the gateway and the ingest service log about the request.
 */
@ServerFilter(MATCH_ALL_PATTERN)
public final class RequestIds implements Ordered {

    public static final String HEADER = "X-Request-Id";

    /** The form of an id. Any other text could forge lines of a log, or fill the log. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** Runs around all other filters, so that refusals have the id, too. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    void before(HttpRequest<?> request, MutablePropagatedContext context) {
        var id =
                request.getHeaders()
                        .findFirst(HEADER)
                        .filter(given -> ID.matcher(given).matches())
                        .orElseGet(() -> UUID.randomUUID().toString());
        request.setAttribute(HEADER, id);
        context.add(new RequestInLog(id, Trace.of(request).map(Trace::id).orElse(null)));
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (has(request)) {
            response.header(HEADER, of(request));
        }
    }

    public static boolean has(HttpRequest<?> request) {
        return request.getAttribute(HEADER).isPresent();
    }

    /** Tells the ingest service to which request and trace an outgoing request belongs. */
    public static MutableHttpRequest<?> tell(
            HttpRequest<?> request, MutableHttpRequest<?> outgoing) {
        Trace.of(request).ifPresent(trace -> trace.tell(outgoing));
        return outgoing.header(HEADER, of(request));
    }

    /**
     * @param request a request that has passed this filter
     */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(HEADER, String.class).orElseThrow();
    }

    /**
     * Writes the id of a request into the lines that this thread logs, until the returned object is
     * closed.
     *
     * @param outgoing a request to the ingest service, with the header
     */
    public static MDCCloseable inLog(HttpRequest<?> outgoing) {
        return MDC.putCloseable(
                RequestInLog.ID, outgoing.getHeaders().findFirst(HEADER).orElseThrow());
    }
}
