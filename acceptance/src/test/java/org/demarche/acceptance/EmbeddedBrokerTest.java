package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.demarche.broker.SharedBroker;
import org.junit.jupiter.api.Test;

/** The contract on the broker that `./demarche up` starts. */
class EmbeddedBrokerTest extends Contract {

    @Override
    String broker() {
        return SharedBroker.get();
    }

    /** Java's client reads nothing before it has sent everything. */
    @Test
    void a_stream_whose_results_nobody_reads_is_answered_up_to_the_first_line_not_taken()
            throws IOException {
        var line = "{\"unknown\":\"%s\"}\n".formatted("x".repeat(1_000));

        var answer =
                stack().services()
                        .api()
                        .post("/v1/reports?dryRun=true", Api.NDJSON, line.repeat(60_000));

        var results = answer.body().lines().map(Api::parse).toList();
        var last = results.get(results.size() - 2);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(last.path("line").asInt()).isEqualTo(results.size() - 1);
        assertThat(last.path("status").asInt()).isEqualTo(408);
        assertThat(results.getLast().at("/summary/failed").asInt()).isEqualTo(results.size() - 1);
    }
}
