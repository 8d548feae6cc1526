package org.demarche.ingest.request;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthCheckType;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Says in one word whether the ingest service lives and is ready. Only the port for operation has
 * the details.
 */
@Controller("/health")
final class HealthController {

    private final HealthEndpoint health;

    HealthController(HealthEndpoint health) {
        this.health = health;
    }

    @Get
    Publisher<MutableHttpResponse<Map<String, String>>> health() {
        return answer(health.getHealth(null));
    }

    @Get("/liveness")
    Publisher<MutableHttpResponse<Map<String, String>>> liveness() {
        return answer(health.getHealth(null, HealthCheckType.LIVENESS));
    }

    @Get("/readiness")
    Publisher<MutableHttpResponse<Map<String, String>>> readiness() {
        return answer(health.getHealth(null, HealthCheckType.READINESS));
    }

    private static Publisher<MutableHttpResponse<Map<String, String>>> answer(
            Publisher<HealthResult> result) {
        return Publishers.map(result, HealthController::answer);
    }

    private static MutableHttpResponse<Map<String, String>> answer(HealthResult result) {
        var isUp = HealthStatus.UP.equals(result.getStatus());
        return HttpResponse.<Map<String, String>>status(
                        isUp ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(Map.of("status", result.getStatus().getName()));
    }
}
