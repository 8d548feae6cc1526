package org.demarche.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthCheckType;
import io.micronaut.management.health.indicator.HealthResult;
import org.reactivestreams.Publisher;

/**
 * Says in one word whether a service lives and is ready. Only the port for operation has the
 * details, because users of the API need not know them.
 */
public abstract class HealthController {

    private final HealthEndpoint health;

    protected HealthController(HealthEndpoint health) {
        this.health = health;
    }

    @Get
    public Publisher<MutableHttpResponse<byte[]>> health() {
        return answer(health.getHealth(null));
    }

    @Get("/liveness")
    public Publisher<MutableHttpResponse<byte[]>> liveness() {
        return answer(health.getHealth(null, HealthCheckType.LIVENESS));
    }

    @Get("/readiness")
    public Publisher<MutableHttpResponse<byte[]>> readiness() {
        return answer(health.getHealth(null, HealthCheckType.READINESS));
    }

    private static Publisher<MutableHttpResponse<byte[]>> answer(Publisher<HealthResult> result) {
        return Publishers.map(result, HealthController::answer);
    }

    /** Makes the answer with its length, because the answer to a HEAD has the length, too. */
    private static MutableHttpResponse<byte[]> answer(HealthResult result) {
        var isUp = HealthStatus.UP.equals(result.getStatus());
        var json = "{\"status\":\"%s\"}".formatted(result.getStatus().getName()).getBytes(UTF_8);
        return HttpResponse.<byte[]>status(isUp ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(json)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .contentLength(json.length);
    }
}
