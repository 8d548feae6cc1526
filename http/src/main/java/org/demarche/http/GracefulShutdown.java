package org.demarche.http;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * What the server does between SIGTERM and its end. It still answers, but it is not ready any more,
 * and it closes each connection after its answer. So a client loses no request in a closing
 * connection, unless it uses a connection that was idle for longer than half of this time.
 */
@Readiness
@ServerFilter(MATCH_ALL_PATTERN)
public final class GracefulShutdown implements HealthIndicator {

    private static final String NAME = "graceful-shutdown";

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    @ResponseFilter
    void close(MutableHttpResponse<?> response) {
        if (begun) {
            response.header(HttpHeaders.CONNECTION, "close");
        }
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                begun
                        ? HealthResult.builder(NAME, HealthStatus.DOWN)
                                .details(Map.of("stopping", "The service is stopping"))
                                .build()
                        : HealthResult.builder(NAME, HealthStatus.UP).build());
    }
}
