package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.GatewayCalls;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Positions of many actors are a matrix; a list without rows is a sentence. */
class ShowPositionsTest extends GatewayCalls {

    private static final String POSITION =
            "{\"actor\":\"freedonia\",\"issue\":\"dam-treaty\",\"stance\":\"conditional\",\"disputed\":true}";

    private static final String UNKNOWN =
            "{\"actor\":\"sylvania\",\"issue\":\"dam-treaty\",\"stance\":null}";

    @Test
    void the_matrix_collects_all_pages() {
        gateway.answers(200, "{\"items\":[%s],\"next\":\"a b\"}".formatted(POSITION))
                .answers(200, "{\"items\":[%s],\"next\":null}".formatted(UNKNOWN));

        assertThat(
                        demarche(
                                        "positions",
                                        "--actor",
                                        "freedonia",
                                        "--issue",
                                        "dam-treaty",
                                        "--issue",
                                        "tariffs")
                                .out())
                .isEqualTo(
                        """
                         actor     | dam treaty
                        -----------+--------------
                         freedonia | conditional*
                         sylvania  | -
                        """);
        assertThat(gateway.asked())
                .extracting(FakeGateway.Asked::request)
                .containsExactly(
                        "GET /v1/positions?actor=freedonia&issue=dam-treaty&issue=tariffs&limit=1000",
                        "GET /v1/positions?actor=freedonia&issue=dam-treaty&issue=tariffs&cursor=a%20b&limit=1000");
    }

    @Test
    void an_id_that_tells_nothing_is_shown_by_its_name() {
        gateway.answers(
                        200,
                        "{\"items\":[{\"actor\":\"actor-6e1f0c2a\",\"issue\":\"issue-0a1b2c3d\",\"stance\":\"favor\"},{\"actor\":\"norland\",\"issue\":\"dam-treaty\",\"stance\":\"none\"}],\"next\":null}")
                .answers(200, "{\"id\":\"issue-0a1b2c3d\",\"name\":\"Мост\"}")
                .answers(200, "{\"id\":\"actor-6e1f0c2a\",\"name\":\"Арвения\"}");

        assertThat(demarche("positions").out())
                .isEqualTo(
                        """
                         actor   | dam treaty | Мост
                        ---------+------------+-------
                         norland | none       |
                         Арвения |            | favor
                        """);
    }

    @Test
    void two_entries_with_one_name_have_a_row_and_a_column_each() {
        gateway.answers(
                        200,
                        "{\"items\":[{\"actor\":\"actor-6e1f0c2a\",\"issue\":\"dam-treaty\",\"stance\":\"favor\"},{\"actor\":\"actor-7e1f0c2b\",\"issue\":\"issue-0a1b2c3d\",\"stance\":\"none\"},{\"actor\":\"norland\",\"issue\":\"tolls-20240115\",\"stance\":\"against\"}],\"next\":null}")
                .answers(200, "{\"id\":\"issue-0a1b2c3d\",\"name\":\"Міст-2\"}")
                .answers(200, "{\"id\":\"actor-6e1f0c2a\",\"name\":\"Арвения\"}")
                .answers(200, "{\"id\":\"actor-7e1f0c2b\",\"name\":\"Арвения\"}");

        assertThat(demarche("positions").out())
                .isEqualTo(
                        """
                         actor                    | dam treaty | tolls 20240115 | Міст-2
                        --------------------------+------------+----------------+--------
                         norland                  |            | against        |
                         Арвения (actor-6e1f0c2a) | favor      |                |
                         Арвения (actor-7e1f0c2b) |            |                | none
                        """);
    }

    @Test
    void the_names_of_many_entries_are_read_as_one_list() {
        var rows =
                IntStream.range(0, 6)
                        .mapToObj(
                                at ->
                                        "{\"actor\":\"actor-%da1b2c3d\",\"issue\":\"dam-treaty\",\"stance\":\"favor\"}"
                                                .formatted(at))
                        .toList();
        gateway.answers(200, "{\"items\":[%s],\"next\":null}".formatted(String.join(",", rows)));
        for (var at = 0; at < 3; at++) {
            gateway.answers(200, "{\"name\":\"Арвения %d\"}".formatted(at));
        }
        var entries =
                IntStream.range(0, 5)
                        .mapToObj(
                                at ->
                                        "{\"id\":\"actor-%1$da1b2c3d\",\"name\":\"Арвения %1$d\"}"
                                                .formatted(at))
                        .toList();
        gateway.answers(200, "{\"items\":[%s],\"next\":null}".formatted(String.join(",", entries)))
                .answers(200, "{\"name\":\"Арвения 5\"}");

        assertThat(demarche("positions").out().lines().skip(2))
                .extracting(line -> line.split("[|]")[0].strip())
                .containsExactly(
                        "Арвения 0",
                        "Арвения 1",
                        "Арвения 2",
                        "Арвения 3",
                        "Арвения 4",
                        "Арвения 5");
        assertThat(gateway.asked().subList(4, 6))
                .extracting(FakeGateway.Asked::request)
                .containsExactly("GET /v1/actors?limit=1000", "GET /v1/actors/actor-5a1b2c3d");
    }

    @Test
    void a_narrow_terminal_gets_several_tables() {
        gateway.answers(
                200,
                """
                {"items":[{"actor":"a","issue":"one","stance":"favor"},{"actor":"a","issue":"two","stance":"against"}],"next":null}""");

        assertThat(demarche("positions", "--width", "20").out())
                .isEqualTo(
                        """
                         actor | one
                        -------+-------
                         a     | favor

                         actor | two
                        -------+---------
                         a     | against
                        """);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/no-rows.txt", delimiter = '|')
    void a_list_without_rows_says_why(String command, String answers, String sentence) {
        for (var items : answers.split(" ")) {
            gateway.answers(200, "{\"items\":%s,\"next\":null}".formatted(items));
        }

        assertThat(demarche(command.split(" "))).isEqualTo(new Run(0, sentence + "\n", ""));
    }

    @Test
    void documents_come_as_they_are_when_json_is_asked_for() {
        gateway.answers(200, "{\"stance\":\"favor\",\"new\":[1]}")
                .answers(200, "{\"items\":[{\"n\":1}],\"next\":\"c\"}")
                .answers(200, "{\"items\":[{\"n\":2}],\"next\":null}");

        assertThat(demarche("position", "a", "b", "--json").out())
                .isEqualTo("{\"stance\":\"favor\",\"new\":[1]}\n");
        assertThat(demarche("positions", "--json").out())
                .isEqualTo("{\"items\":[{\"n\":1},{\"n\":2}],\"next\":null}\n");
    }
}
