package org.demarche.gateway;

import io.micronaut.http.annotation.Controller;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.swagger.v3.oas.annotations.Hidden;
import org.demarche.gateway.access.Needs;
import org.demarche.http.HealthController;

/** Answers with the health of the gateway, also to callers without an access token. */
@Needs.Nothing
@Hidden // operation.yml describes it, with the answers of the other port
@Controller("/health")
final class GatewayHealthController extends HealthController {

    GatewayHealthController(HealthEndpoint health) {
        super(health);
    }
}
