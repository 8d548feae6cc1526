package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.demarche.log.kafka.KafkaConfig;
import org.junit.jupiter.api.Test;

/** The reference of settings has each that a service takes, and no other. */
class ConfigurationTest {

    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `demarche\\.([a-z.]+)` \\| `(DEMARCHE_[A-Z_]+)` \\|", Pattern.MULTILINE);

    @Test
    void every_setting_stands_there_once_with_its_variable() throws IOException {
        var page = Files.readString(Demarche.HOME.resolve("docs/configuration.md"));
        var rows = ROW.matcher(page).results().toList();

        assertThat(rows).extracting(row -> row.group(1)).containsExactlyInAnyOrder(known());
        assertThat(rows).allMatch(row -> row.group(2).equals("DEMARCHE_" + variable(row.group(1))));
    }

    /** A service that does not know a setting lists all that it knows. */
    private static String[] known() {
        var refused =
                catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> KafkaConfig.of(Map.of(), Map.of("no.such.setting", "1")));
        var listed = refused.getMessage().split(" the settings are ", 2)[1];
        return Arrays.stream(listed.split(", ")).toArray(String[]::new);
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
