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
 * The sender of the present request, as the gateway says, and the trace that the request belongs
 * to. It comes along to every thread that works for the request.
 *
 * @param name of the access token; null if nobody has to sign in
 * @param mayMerge whether the roles of the access token allow merges. A caller with a name and
 *     without roles has none, because the gateway sends both
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
     * The sender of the request for which this thread works.
     *
     * @throws IllegalStateException if the thread has lost its request. Otherwise it could write
     *     for a caller without the caller's name and roles
     */
    public static Sender now() {
        return PropagatedContext.getOrEmpty()
                .find(Sender.class)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "This thread does not know its request: bind a sender before the work"));
    }

    /** Until it is closed, this thread works for no request, as the seeds do. */
    public static PropagatedContext.Scope workForNobody() {
        return PropagatedContext.getOrEmpty().plus(NOBODY).propagate();
    }

    /** Writes into an event where it comes from. */
    public void sign(ProducerRecord<byte[], byte[]> record) {
        ReportCodec.sign(record, name);
        ReportCodec.trace(record, traceParent, traceState);
    }

    private static boolean mayMerge(String roles) {
        return Arrays.asList(roles.split(",")).contains(AccessRole.ADMIN.wireName());
    }
}
