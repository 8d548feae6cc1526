package org.demarche.ingest.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import io.micronaut.http.HttpRequest;
import java.net.URLDecoder;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.CallerHeaders;
import org.demarche.log.event.ReportCodec;
import org.jspecify.annotations.Nullable;

/**
 * The sender of the present request, as the gateway names it, and the trace to which the request
 * belongs. Every thread that works for the request has this record in its context.
 *
 * @param name the name of the access token; null if nobody has to sign in
 * @param mayMerge whether the roles of the access token allow merges. A caller with a name but
 *     without the header of roles may not merge, because the gateway always sends both
 */
public record Sender(
        @Nullable String name,
        boolean mayMerge,
        @Nullable String traceParent,
        @Nullable String traceState)
        implements PropagatedContextElement {

    private static final Sender NOBODY = new Sender(null, true, null, null);

    static Sender of(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var name = headers.get(CallerHeaders.NAME);
        var roles = headers.get(CallerHeaders.ROLES);
        return new Sender(
                name == null ? null : URLDecoder.decode(name, UTF_8),
                roles == null ? name == null : mayMerge(roles),
                headers.get(CallerHeaders.TRACE_PARENT),
                headers.get(CallerHeaders.TRACE_STATE));
    }

    /**
     * Returns the sender of the request for which this thread works.
     *
     * @throws IllegalStateException if the thread has lost its request. Without this check, the
     *     thread could write for a caller without the caller's name and roles
     */
    public static Sender now() {
        return PropagatedContext.getOrEmpty()
                .find(Sender.class)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "This thread does not know its request: bind a sender before the work"));
    }

    /**
     * Lets this thread work for no request until the scope is closed, so that it can file the
     * seeds.
     */
    public static PropagatedContext.Scope workForNobody() {
        return PropagatedContext.getOrEmpty().plus(NOBODY).propagate();
    }

    /** Writes the sender's name and the trace into the headers of an event. */
    public void sign(ProducerRecord<byte[], byte[]> record) {
        ReportCodec.sign(record, name);
        ReportCodec.trace(record, traceParent, traceState);
    }

    private static boolean mayMerge(String roles) {
        return Arrays.asList(roles.split(",")).contains(AccessRole.ADMIN.wireName());
    }
}
