package org.demarche.log.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The seed entries of a new stack are entries that anybody could put, in the order of the files.
 */
class SeedsTest {

    private static final Path SEEDS = Path.of("..", "seeds");

    @Test
    void every_seed_is_accepted_where_it_stands() throws Exception {
        var registry = new Registry();
        for (var type : EntryType.ALL) {
            for (var line : lines(type)) {
                var entry = EntryCodec.read(type, null, line.getBytes(StandardCharsets.UTF_8));
                assertThat(registry.check(entry)).as(line).isEmpty();
                assertThat(registry.conflicts(entry)).as(line).isEmpty();
                registry.apply(entry);
            }
            assertThat(registry.entries(type)).as(type.plural()).isNotEmpty();
        }
    }

    private static Iterable<String> lines(EntryType type) throws IOException {
        return Files.readAllLines(SEEDS.resolve(type.plural() + ".ndjson"));
    }
}
