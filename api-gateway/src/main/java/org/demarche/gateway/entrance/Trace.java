package org.demarche.gateway.entrance;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.demarche.log.access.CallerHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The place of a request in a trace, as W3C Trace Context has it. The gateway passes on what a
 * client sends, to the ingest service and into the event. It begins no trace of its own.
 *
 * @param parent {@code 00-<trace>-<span>-<flags>}
 * @param state of the programs before; null if there is none
 */
record Trace(String parent, @Nullable String state) {

    /** Anything else could forge lines of a log. */
    private static final Pattern PARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");

    private static final int ID_BEGINS = 3;
    private static final int ID_ENDS = 35;

    /** Empty if the request says nothing, or nothing that can be. */
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
