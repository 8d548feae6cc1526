package org.demarche.gateway.entrance;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.demarche.log.access.CallerHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The place of a request in a trace (W3C Trace Context). The gateway passes the headers of the
 * client on to the ingest service, and they become part of the event. The gateway begins no trace
 * itself.
 *
 * @param parent {@code 00-<trace>-<span>-<flags>}
 * @param state the state that earlier programs added; null if there is none
 */
record Trace(String parent, @Nullable String state) {

    /** The form of a parent. Any other text could forge lines of a log. */
    private static final Pattern PARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");

    private static final int ID_BEGINS = 3;
    private static final int ID_ENDS = 35;

    /** Returns the trace of a request; empty if the request has none, or if it is malformed. */
    static Optional<Trace> of(HttpRequest<?> request) {
        var parents = request.getHeaders().getAll(CallerHeaders.TRACE_PARENT);
        if (parents.size() != 1 || !PARENT.matcher(parents.getFirst()).matches()) {
            return Optional.empty();
        }
        var state = String.join(",", request.getHeaders().getAll(CallerHeaders.TRACE_STATE));
        return Optional.of(
                new Trace(parents.getFirst(), STATE.matcher(state).matches() ? state : null));
    }

    String id() {
        return parent.substring(ID_BEGINS, ID_ENDS);
    }

    void tell(MutableHttpRequest<?> outgoing) {
        outgoing.header(CallerHeaders.TRACE_PARENT, parent);
        if (state != null) {
            outgoing.header(CallerHeaders.TRACE_STATE, state);
        }
    }
}
