package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.Map;
import org.demarche.gateway.Stack;
import org.junit.jupiter.api.Test;

/** How many projections there may be, and how many are built at once. */
class ProjectionLimitTest {

    @Test
    void one_too_many_is_refused_and_two_are_built_at_a_time() {
        try (var stack = Stack.start(Map.of("demarche.projections.most", 4))) {
            stack.log(0);
            assertThat(declare(stack, "one").body()).contains("\"state\":\"replaying\"");
            assertThat(declare(stack, "two").body()).contains("\"state\":\"replaying\"");
            assertThat(declare(stack, "three").body()).contains("\"state\":\"waiting\"");

            var refused = declare(stack, "four");
            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(refused.body())
                    .contains(
                            "There are 4 projections, and at most 4 are allowed: no version was started");
            assertThat(declare(stack, "three").statusCode()).isEqualTo(200);

            stack.write("DELETE", "/v1/projections/one/versions/1", "");
            assertThat(stack.get("/v1/projections/three/versions/1").body())
                    .contains("\"state\":\"replaying\"");
            assertThat(declare(stack, "four").body()).contains("\"state\":\"waiting\"");
            var again = stack.write("POST", "/v1/projections/one/replays", "");
            assertThat(again.statusCode()).isEqualTo(507);

            assertThat(stack.write("DELETE", "/v1/projections/two", "").statusCode())
                    .isEqualTo(200);
            assertThat(declare(stack, "five").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void no_projection_at_all_stops_the_start() {
        assertThatThrownBy(() -> Stack.start(Map.of("demarche.projections.most", 0)).close())
                .rootCause()
                .hasMessage("demarche.projections.most is 0: it must be at least 1");
    }

    private static HttpResponse<String> declare(Stack stack, String name) {
        return stack.write(
                "POST",
                "/v1/projections",
                "{\"name\": \"%s\", \"key\": \"report.holder\", \"fields\": {\"reports\": \"count()\"}}"
                        .formatted(name));
    }
}
