package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.demarche.broker.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of docs/walks.md on a new stack, in a terminal of 80 columns. */
@Order(2)
@ResourceLock(Shell.FOLDER)
class WalksTest {

    private static final String IN_DOCS = "http://127.0.0.1:8080";

    @TempDir static Path folder;

    private static Demarche demarche;

    @BeforeAll
    static void up() throws IOException {
        deleteFiles();
        demarche = new Demarche(folder.resolve("data"), FreePorts.one());
        var up = demarche.up();
        assertThat(up.exitCode()).as(up.err()).isZero();
    }

    @AfterAll
    static void down() throws IOException {
        demarche.down();
        deleteFiles();
    }

    /** The commands write into the repository's folder, as a reader's would. */
    private static void deleteFiles() throws IOException {
        try (var files = Files.newDirectoryStream(Demarche.HOME, "walk-*")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    @Test
    void every_command_answers_what_is_shown_under_it() throws IOException {
        var here = "http://127.0.0.1:" + demarche.port();
        var steps = Walk.of(Demarche.HOME.resolve("docs/walks.md"));

        assertThat(steps).hasSize(28);
        for (var step : steps) {
            var command = step.command().replace(IN_DOCS, here);
            var outcome =
                    Shell.run("export COLUMNS=80 DEMARCHE_URL=%s; %s".formatted(here, command))
                            .output()
                            .replace(here, IN_DOCS);
            assertThat(Shown.matches(step.output(), outcome))
                    .as("%s%nshown:%n%s%nanswered:%n%s", step, step.output(), outcome)
                    .isTrue();
        }
    }
}
