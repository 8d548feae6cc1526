package org.demarche.gateway;

import io.micronaut.http.annotation.Controller;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.swagger.v3.oas.annotations.Hidden;
import org.demarche.gateway.access.Needs;
import org.demarche.http.HealthController;

/** The health of the gateway, for callers without an access token too. */
@Needs.Nothing
@Hidden // described in operation.yml, with what the other port answers
@Controller("/health")
final class GatewayHealthController extends HealthController {

    GatewayHealthController(HealthEndpoint health) {
        super(health);
    }
}
