package org.demarche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The status of a stack that runs elsewhere. */
class StatusTest extends GatewayCalls {

    @Test
    void the_status_of_a_gateway_elsewhere_is_its_readiness() {
        gateway.answers(200, "");

        var run = Run.demarche(home, "status", "--json", "--url", gateway.url() + "/");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"url\":\"" + gateway.url() + "\"");
        assertThat(gateway.asked())
                .containsExactly(new FakeGateway.Asked("GET /health/readiness", ""));
    }
}
