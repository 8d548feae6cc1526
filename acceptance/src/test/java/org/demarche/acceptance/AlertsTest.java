package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The texts of an alert, for the person whom it wakes. */
class AlertsTest {

    private static final String RUNBOOK = "docs/operations.md";
    private static final String SECTION = "### Demarche";

    @Test
    void every_alert_says_what_to_do_and_has_a_section_of_its_own() throws IOException {
        var sections =
                Files.readAllLines(Demarche.HOME.resolve(RUNBOOK)).stream()
                        .filter(line -> line.startsWith(SECTION))
                        .map(line -> line.substring("### ".length()))
                        .toList();

        assertThat(Queries.alerts())
                .extracting(alert -> alert.path("alert").asText())
                .containsExactlyElementsOf(sections);
        for (var alert : Queries.alerts()) {
            var name = alert.path("alert").asText();
            var summary = alert.at("/annotations/summary").asText();
            assertThat(summary).as(name).matches("[^.]+(\\.[^.]+)*\\. [A-Z][^.]+\\.");
            assertThat(alert.at("/annotations/runbook").asText())
                    .isEqualTo(RUNBOOK + "#" + name.toLowerCase(Locale.ROOT));
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        }
    }

    @Test
    void prometheus_takes_the_rules_and_they_fire_when_they_should() throws IOException {
        assumeTrue(Shell.run("promtool --version").exitCode() == 0, "promtool is not on the path");

        for (var check :
                new String[] {
                    "check rules rules.yml",
                    "test rules rules.test.yml",
                    "check config prometheus.yml"
                }) {
            var outcome = Shell.run("cd deploy/prometheus && promtool " + check);
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        }
    }
}
