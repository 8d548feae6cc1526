package org.demarche.ingest.request;

import io.micronaut.http.annotation.Controller;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import org.demarche.http.HealthController;

/** The health of the ingest service, for the gateway and for probes. */
@Controller("/health")
final class IngestHealthController extends HealthController {

    IngestHealthController(HealthEndpoint health) {
        super(health);
    }
}
