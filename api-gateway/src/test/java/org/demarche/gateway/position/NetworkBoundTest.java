package org.demarche.gateway.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.said;

import java.util.stream.IntStream;
import org.demarche.gateway.Published;
import org.demarche.gateway.Stack;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.junit.jupiter.api.Test;

/** A network has as many actors as anybody can look at. */
class NetworkBoundTest {

    @Test
    void a_network_of_more_than_300_actors_is_refused() {
        var events =
                IntStream.range(0, 301)
                        .mapToObj("actor-%d.peace.r1"::formatted)
                        .map(id -> said(id, Stance.FAVOR, "2023-01-01").filed("2024-01-01"))
                        .toArray(ReportEvent[]::new);
        try (var stack = Stack.start()) {
            stack.publish(Published.of(events));

            var refused = stack.get("/v1/network");

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("the network has 301 actors, but at most 300 are allowed");
        }
    }
}
