package org.demarche.bench.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.demarche.bench.invented.SyntheticReports;
import org.junit.jupiter.api.Test;

class InventedBodiesTest {

    private static final int BYTES = 1_100;

    private final InventedBodies bodies = InventedBodies.of(new SyntheticReports(1, 50), BYTES);

    @Test
    void each_body_is_an_own_statement_with_an_id_and_an_address_of_its_own() throws Exception {
        var ids = new HashSet<String>();
        var addresses = new HashSet<String>();
        for (var n = 0; n < 200; n++) {
            var filing = bodies.next();
            var json = new ObjectMapper().readTree(filing.body());

            assertThat(ids.add(json.path("id").textValue())).isTrue();
            assertThat(addresses.add(json.at("/source/url").textValue())).isTrue();
            assertThat(json.path("holder")).isEqualTo(json.path("spokenFor"));
            assertThat(json.path("speaker").has("actor")).isFalse();
            assertThat(filing.position())
                    .isEqualTo(
                            "/v1/actors/%s/positions/%s"
                                    .formatted(
                                            json.path("holder").textValue(),
                                            json.path("issue").textValue()));
        }
    }

    @Test
    void bodies_are_about_as_long_as_asked_for() {
        assertThat(bodies.meanBytes()).isBetween(0.9 * BYTES, 1.1 * BYTES);
    }

    @Test
    void a_stream_ends_at_the_end_of_a_line_whatever_the_size_of_a_read() throws Exception {
        var left = new AtomicInteger(3);
        var lines =
                new TimedLines(
                        () -> {
                            left.decrementAndGet();
                            return "line\n".getBytes(UTF_8);
                        },
                        () -> left.get() == 0);

        assertThat(lines.readNBytes(7)).isEqualTo("line\nli".getBytes(UTF_8));
        assertThat(lines.readAllBytes()).isEqualTo("ne\nline\n".getBytes(UTF_8));
    }
}
