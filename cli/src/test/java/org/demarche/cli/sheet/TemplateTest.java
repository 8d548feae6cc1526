package org.demarche.cli.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.demarche.sheet.BodyCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {

    @TempDir Path home;

    @Test
    void a_template_has_our_columns_and_can_be_loaded_as_it_is() throws IOException {
        try (var gateway = new FakeGateway()) {
            for (var name : new String[] {"mine.csv", "mine.xlsx"}) {
                var file = home.resolve(name).toString();
                assertThat(Run.demarche(home, "template", file).exitCode()).isZero();

                gateway.answers(
                        200,
                        "{\"summary\":{\"lines\":0,\"created\":0,\"repeated\":0,\"failed\":0},\"token\":\"\"}\n");
                assertThat(Run.demarche(home, "load", "--url", gateway.url(), file).out())
                        .isEqualTo("0 rows: 0 filed, 0 known already, 0 refused.\n");
            }
        }
        assertThat(Run.demarche(home, "template").out())
                .startsWith("id,holder,issue,stance,saidOn,speaker,")
                .doesNotContain("retracted");
    }

    @Test
    void each_column_is_explained() throws IOException {
        assertThat(ColumnHelp.lines().stream().skip(1).map(line -> line.getFirst()))
                .containsExactlyElementsOf(
                        BodyCells.headers().subList(3, BodyCells.headers().size()));
        assertThat(ColumnHelp.lines()).allSatisfy(line -> assertThat(line).hasSize(2));
    }

    @Test
    void no_sheet_is_written_under_a_name_that_cannot_be_loaded() {
        var file = home.resolve("mine.ods");

        assertThat(Run.demarche(home, "template", file.toString()).exitCode()).isEqualTo(2);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_is_not_replaced_unless_it_is_said() throws IOException {
        var file = Files.writeString(home.resolve("mine.csv"), "x").toString();

        assertThat(Run.demarche(home, "template", file))
                .isEqualTo(new Run(2, "", file + " exists already: --force replaces it.\n"));
        assertThat(Run.demarche(home, "template", "--force", file).exitCode()).isZero();
        assertThat(Run.demarche(home, "template", "--xlsx").exitCode()).isEqualTo(2);
    }
}
