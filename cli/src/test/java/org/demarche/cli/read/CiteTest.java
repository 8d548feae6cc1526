package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The link of an answer, printed. */
class CiteTest {

    private static final String LINK =
            "https://demarche.example/v1/positions?asKnown=2025-01-01T00:00:00Z";

    @TempDir Path home;

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    freedonia dam-treaty                     | /v1/actors/freedonia/positions/dam-treaty
                    freedonia                                | /v1/actors/freedonia/positions
                    freedonia dam-treaty --as-of 2024-05-01  | /v1/actors/freedonia/positions/dam-treaty?asOf=2024-05-01
                    /v1/shifts?actor=free%20donia&kind=flip  | /v1/shifts?actor=free%20donia&kind=flip
                    /v1/shifts --as-known 2024-05-01         | /v1/shifts?asKnown=2024-05-01
                    /actors/freedonia/issues/dam-treaty?asOf=2024-05-01 | /v1/actors/freedonia/positions/dam-treaty?asOf=2024-05-01
                    /actors/free%20donia                     | /v1/actors/free%20donia/positions
                    /matrix?issue=dam-treaty                 | /v1/positions?issue=dam-treaty
                    freedonia.dam-treaty.0123456789abcdef01234567 | /v1/statements/freedonia.dam-treaty.0123456789abcdef01234567
                    freedonia.dam-treaty.r-1                 | /v1/reports/freedonia.dam-treaty.r-1
                    """)
    void the_link_of_an_answer_is_printed(String arguments, String asked) {
        gateway.answersToBeCitedAt(LINK);

        assertThat(cite(arguments.split(" "))).isEqualTo(new Run(0, LINK + "\n", ""));
        assertThat(gateway.asked()).containsExactly(new FakeGateway.Asked("GET " + asked, ""));
    }

    @Test
    void an_address_from_the_browser_is_that_of_its_answer() {
        gateway.answersToBeCitedAt(LINK);

        assertThat(cite(gateway.url() + "/actors/freedonia/issues/dam-treaty").out())
                .isEqualTo(LINK + "\n");
        assertThat(gateway.asked().getFirst().request())
                .isEqualTo("GET /v1/actors/freedonia/positions/dam-treaty");
        assertThat(cite("http://elsewhere.example/actors/freedonia"))
                .satisfies(
                        run -> {
                            assertThat(run.exitCode()).isEqualTo(2);
                            assertThat(run.err()).contains("name its gateway with --url");
                        });
        assertThat(cite("/search?q=dam").exitCode()).isEqualTo(2);
    }

    @Test
    void an_answer_without_a_link_says_so() {
        gateway.answers(200, "{}");

        assertThat(cite("/v1/projections"))
                .isEqualTo(new Run(1, "", "The answer of /v1/projections has no link to cite.\n"));
    }

    @Test
    void what_cannot_be_asked_is_told_in_a_sentence() {
        gateway.answers(
                404,
                "{\"title\":\"Unknown name\",\"status\":404,\"detail\":\"No actor is called 'x'\"}");

        assertThat(cite("x").exitCode()).isEqualTo(1);
        assertThat(cite("/v1/shifts", "dam-treaty").err())
                .contains("Give an id or an address without an issue.");
        assertThat(cite("/v1/shifts?q=a b").err()).contains("is not an address");
    }

    private Run cite(String... arguments) {
        var all = new ArrayList<>(List.of("cite"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
