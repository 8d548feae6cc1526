package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.demarche.gateway.Stack;
import org.demarche.log.control.ControlEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projections that a new stack declares. */
class SeedProjectionsTest {

    @TempDir Path seeds;

    @Test
    void code_that_a_position_service_declared_first_does_not_keep_the_seeds_back()
            throws IOException {
        try (var stack = Stack.start(Map.of("demarche.seeds", seeds.toString()))) {
            stack.decide("position-service", "months", new ControlEvent.Declared(null, 1, true));
            seed("coverage");
            stack.restart();

            assertThat(stack.await(catalog -> catalog.projection("coverage").isPresent()).names())
                    .containsExactly("coverage", "months", "positions");
        }
    }

    @Test
    void a_gateway_that_was_stopped_half_way_goes_on_with_the_others() throws IOException {
        seed("coverage");
        try (var stack = Stack.start(Map.of("demarche.seeds", seeds.toString()))) {
            var _ = stack.await(catalog -> catalog.projection("coverage").isPresent());
            seed("origins");
            seed("quoted");
            stack.restart();

            assertThat(stack.await(catalog -> catalog.projection("quoted").isPresent()).names())
                    .containsExactly("coverage", "origins", "positions", "quoted");
        }
    }

    @Test
    void a_seed_that_was_deleted_does_not_come_back() throws IOException {
        seed("coverage");
        try (var stack = Stack.start(Map.of("demarche.seeds", seeds.toString()))) {
            var _ = stack.await(catalog -> catalog.projection("coverage").isPresent());
            stack.decide("gateway", "coverage", new ControlEvent.Deleted(1));
            seed("origins");
            stack.restart();

            assertThat(stack.await(catalog -> catalog.projection("origins").isPresent()).names())
                    .containsExactly("origins", "positions");
        }
    }

    private void seed(String name) throws IOException {
        var folder = Files.createDirectories(seeds.resolve("projections"));
        Files.writeString(
                folder.resolve(name + ".json"),
                "{\"name\": \"%s\", \"key\": \"report.holder\", \"fields\": {\"n\": \"count()\"}}"
                        .formatted(name));
    }
}
