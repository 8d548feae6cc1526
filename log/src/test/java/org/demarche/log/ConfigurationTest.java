package org.demarche.log;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.demarche.log.kafka.KafkaConfig;
import org.junit.jupiter.api.Test;

/** The reference of settings has each one that the services take, and no other. */
class ConfigurationTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `demarche\\.([a-z.]+)` \\| `([A-Z_]+)` \\|.*");

    @Test
    void names_every_setting_that_a_service_takes() throws IOException {
        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(taken());
    }

    @Test
    void names_the_variable_of_each_setting() throws IOException {
        assertThat(rows())
                .allSatisfy(
                        (setting, variable) ->
                                assertThat(variable)
                                        .isEqualTo(
                                                "DEMARCHE_"
                                                        + setting.replace('.', '_')
                                                                .toUpperCase(Locale.ROOT)));
    }

    /** As the refusal of an unknown one lists them. */
    private static List<String> taken() {
        var refusal = catchThrowable(() -> KafkaConfig.of(Map.of(), Map.of("unknown", "1")));
        return List.of(refusal.getMessage().split("the settings are ", 2)[1].split(", "));
    }

    private static Map<String, String> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "configuration.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .collect(toMap(row -> row.group(1), row -> row.group(2)));
    }
}
