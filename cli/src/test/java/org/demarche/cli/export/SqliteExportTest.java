package org.demarche.cli.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages are short here, and those of a real stack are compared elsewhere. */
class SqliteExportTest {

    private static final String PINNED = "asKnown=2026-01-01T00:00:00.5Z&rule=latest-own/2";
    private static final String NONE = "{\"items\":[],\"next\":null}";

    @TempDir Path home;

    private FakeGateway gateway;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        file = home.resolve("all.db");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void every_list_is_asked_at_the_instant_of_the_first_answer_and_to_its_end()
            throws SQLException {
        gateway.answersToBeCitedAt("http://other/v1/positions?" + PINNED)
                .answers(200, "{\"items\":[%s],\"next\":\"c 2\"}".formatted(position("arvenia")))
                .answers(200, shifts("arvenia"))
                .answers(200, "{\"items\":[%s]}".formatted(position("belmora")))
                .answers(200, NONE)
                .answers(200, statements())
                .answers(200, actors())
                .answers(200, "{\"items\":[{\"id\":\"dam\",\"proposition\":\"Build it\"}]}")
                .answers(200, "{\"items\":[{\"id\":\"courier\",\"name\":\"The Courier\"}]}");

        assertThat(export())
                .isEqualTo(
                        new Run(
                                0,
                                "",
                                "2 actors, 1 issues, 1 outlets, 1 statements, 1 reports, 2 positions, 1 shifts, as known at 2026-01-01T00:00:00.5Z.\n"));

        var shifts = "GET /v1/shifts?" + PINNED + "&actor=%s&issue=dam&uncertain=include";
        assertThat(gateway.asked().stream().map(Asked::request))
                .containsExactly(
                        "GET /v1/positions",
                        "GET /v1/positions?" + PINNED,
                        shifts.formatted("arvenia"),
                        "GET /v1/positions?" + PINNED + "&cursor=c%202",
                        shifts.formatted("belmora"),
                        "GET /v1/statements?" + PINNED,
                        "GET /v1/actors",
                        "GET /v1/issues",
                        "GET /v1/outlets");
        assertThat(rows("SELECT name, value FROM metadata ORDER BY name"))
                .containsExactly(
                        "asKnown|2026-01-01T00:00:00.5Z",
                        "positionsLink|http://other/v1/positions?" + PINNED,
                        "rule|latest-own/2",
                        "statementsLink|http://other/v1/statements?" + PINNED);
        assertThat(rows("SELECT actor, stance, saidOn, summary, outlet FROM evidence"))
                .containsExactly("Arvenia|favor|[2025-01-10..2025-01-14]|It'll sign.|The Courier");
        assertThat(rows("SELECT saidOnEarliest, saidOnLatest, contested FROM statements"))
                .containsExactly("2025-01-10|2025-01-14|0");
        assertThat(
                        rows(
                                "SELECT saidAt, saidAtOffset, saidAfter, denies, publishedLatest, publishedAt FROM reports"))
                .containsExactly(
                        "2025-01-10T09:00:00Z|+01:00|u1|u2|2025-01-31|2025-01-11T08:00:00Z");
        assertThat(
                        rows(
                                "SELECT DISTINCT contested, countedReports, heardOutlets, heardOrigins FROM positions"))
                .containsExactly("1|1|1|1");
        assertThat(rows("SELECT shiftedOnLatest, toConditions, fromStance FROM shifts"))
                .containsExactly("2025-01-14|[\"inspected\"]|null");
        assertThat(rows("SELECT actor, memberOf, role FROM memberships"))
                .containsExactly("belmora|arvenia|Ally");
        assertThat(files()).containsExactly("all.db");
    }

    @Test
    void a_row_that_names_an_unknown_entry_is_counted_and_makes_the_answer_no() {
        gateway.answersToBeCitedAt("http://other/v1/positions?" + PINNED)
                .answers(200, "{\"items\":[%s]}".formatted(position("nobody")))
                .answers(200, NONE)
                .answers(200, NONE)
                .answers(200, NONE)
                .answers(200, "{\"items\":[{\"id\":\"dam\",\"proposition\":\"Build it\"}]}")
                .answers(200, NONE);

        var run = export();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(". Rows that name an entry that the registry lacks: 1 (PRAGMA");
    }

    @Test
    void a_file_that_is_there_is_replaced_by_force_alone() throws IOException {
        Files.writeString(file, "mine");

        assertThat(export().err()).isEqualTo(file + " exists already: --force replaces it.\n");
        assertThat(file).hasContent("mine");

        empty();
        assertThat(export("--force").exitCode()).isZero();
        assertThat(Files.readAllBytes(file)).startsWith("SQLite format 3".getBytes(US_ASCII));
    }

    @Test
    void an_export_that_fails_leaves_no_file() {
        gateway.answersToBeCitedAt("http://other/v1/positions?" + PINNED).breaksOffAfter("{\"it");

        assertThat(export().exitCode()).isEqualTo(3);
        assertThat(files()).isEmpty();
    }

    @Test
    void a_database_is_not_written_to_the_terminal() {
        assertThat(Run.demarche(home, "export", "--format", "sqlite", "--url", gateway.url()))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "A database goes to a file: add --output FILE, such as out.db.\n"));
    }

    private void empty() {
        gateway.answersToBeCitedAt("http://other/v1/positions?" + PINNED);
        for (var list = 0; list < 5; list++) gateway.answers(200, NONE);
    }

    private static String position(String actor) {
        return """
               {"actor": "%s", "issue": "dam", "stance": "favor", "since": "2025-01", "certainty": "certain", "mixed": false,
                "disputed": false, "counts": {"statements": 1, "reports": 1, "outlets": 1, "origins": 1}, "latest": {"contested": true},
                "heard": {"statements": 1, "reports": 1, "outlets": 1, "origins": 1}, "ascribedCount": 0}"""
                .formatted(actor);
    }

    private static String shifts(String actor) {
        return """
               {"items": [{"actor": "%s", "issue": "dam", "kind": "first", "between": "[2025-01-10..2025-01-14]",
                "certain": true, "from": null, "to": {"stance": "favor", "conditions": ["inspected"], "statement": "s1"}}]}"""
                .formatted(actor);
    }

    private static String statements() {
        return """
               {"items": [{"statement": "s1", "actor": "arvenia", "issue": "dam", "voice": "own", "by": null, "stance": "favor",
                "saidOn": "[2025-01-10..2025-01-14]", "contested": false, "lead": "r1",
                "counts": {"reports": 1, "outlets": 1, "origins": 1},
                "reports": [{"report": "r1", "counted": true, "recorded": "2026-01-01T00:00:00Z", "body": {"stance": "favor",
                "summary": "It'll sign.", "saidAt": "2025-01-10T09:00:00Z", "saidAtOffset": "+01:00", "saidAfter": "u1", "denies": "u2",
                "source": {"outlet": "courier", "published": "2025-01", "publishedAt": "2025-01-11T08:00:00Z"}}}], "differences": []}], "next": null}""";
    }

    private static String actors() {
        return """
               {"items": [{"id": "arvenia", "kind": "state", "name": "Arvenia", "aliases": []},
                {"id": "belmora", "kind": "state", "name": "Belmora", "aliases": ["B"],
                "memberOf": [{"actor": "arvenia", "role": "Ally"}]}], "next": null}""";
    }

    private Run export(String... more) {
        var all = new ArrayList<>(List.of("export", "--format", "sqlite", "--url", gateway.url()));
        all.addAll(List.of("--output", file.toString()));
        all.addAll(List.of(more));
        return Run.demarche(home, all.toArray(String[]::new));
    }

    private List<String> files() {
        return List.of(home.toFile().list());
    }

    /** Each row with bars between its values. */
    private List<String> rows(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var select = connection.createStatement();
                var row = select.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (row.next()) {
                var values = new ArrayList<String>();
                for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        }
    }
}
