package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.model.Await;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What `./demarche up` starts: a broker and the three services, each a process that can be killed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackTest {

    private static final List<String> HOLDERS = List.of("russia", "ukraine", "usa", "italy");
    private static final List<String> STANCES = List.of("favor", "conditional", "against", "none");

    @TempDir static Path folder;

    private static Demarche demarche;
    private static Api api;

    @BeforeAll
    static void up() throws IOException {
        demarche = new Demarche(folder.resolve("data"), Demarche.freePort());
        api = new Api("http://127.0.0.1:" + demarche.port());
        var up = demarche.up();
        assertThat(up.exitCode()).as(up.err()).isZero();
    }

    @AfterAll
    static void down() throws IOException {
        demarche.down();
    }

    @Test
    void the_seeds_stand_where_the_fold_puts_them() throws Exception {
        var expected = log().positions();

        assertThat(expected).hasSizeGreaterThan(30);
        assertThat(api.served(expected.keySet(), log().end())).isEqualTo(expected);
    }

    @Test
    void russia_went_from_conditions_to_favor_on_talks() throws Exception {
        var answer = api.get("/v1/actors/russia/positions/ukraine-talks", log().end());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var position = answer.json();
        assertThat(position.path("stance").asText()).isEqualTo("favor");
        assertThat(position.path("since").asText()).isEqualTo("2025-03-03");
        assertThat(position.path("previous"))
                .isEqualTo(
                        Api.parse(
                                """
                                {"stance": "conditional", "since": "2022-01-18", "until": "2022-12-02"}
                                """));
    }

    @Test
    void a_report_is_there_for_the_reader_who_sends_its_token() throws Exception {
        var issue = issue("token");

        var answer = api.post("/v1/reports", Api.JSON, report(issue, 2));
        var read = api.get("/v1/actors/usa/positions/" + issue, Token.parse(answer.token()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(read.json().path("stance").asText()).isEqualTo("against");
        assertThat(read.json().path("latest").path("reports").findValuesAsText("report"))
                .containsExactly(answer.json().path("id").asText());
    }

    /**
     * Both articles of one day carry the same briefing. What is expected is folded from the filings
     * alone, as if those of the article had never been, and, of one remark, written down by hand.
     *
     * @param others the conditions that the article left alone gives the remark
     */
    @ParameterizedTest
    @CsvSource({
        "article-003, false, 'putin-seeks-end, russian-withdrawal'",
        "article-004, true, 'putin-seeks-end, nato-consulted'"
    })
    void taking_back_an_article_changes_what_rested_on_it_and_nothing_else(
            String article, boolean lastFirst, String others) throws Exception {
        var seeds = SeedReports.read();
        var reports = lastFirst ? seeds.of(article).reversed() : seeds.of(article);
        var log = log();
        var whole = seeds.folded(log);
        var before = Served.of(api, log, whole);
        assertThat(before.remark()).isEqualTo(Served.Remark.CONTESTED);

        for (var report : reports) {
            revise(report, "retractions", "{\"reason\": \"The article was withdrawn\"}");
        }

        var after = Served.of(api, log, whole);
        var left = whole.without(reports);
        assertThat(after.positions()).isEqualTo(left.positions());
        assertThat(after.shifts()).isEqualTo(left.shifts());
        assertThat(after.attested()).isEqualTo(left.statements());
        assertThat(after.remark()).isEqualTo(Served.Remark.of(others));
        var untouched = before.notAbout(reports);
        assertThat(untouched.positions()).hasSizeGreaterThan(30);
        assertThat(after.positions()).containsAllEntriesOf(untouched.positions());
        assertThat(after.shifts()).containsAllEntriesOf(untouched.shifts());
        assertThat(after.statements()).containsAllEntriesOf(untouched.statements());
        assertThat(after.reports()).containsAllEntriesOf(untouched.reports());

        for (var report : reports) {
            revise(report, "corrections", seeds.lines().get(report));
        }

        var again = Served.of(api, log, whole);
        assertThat(again.positions()).isEqualTo(before.positions());
        assertThat(again.shifts()).isEqualTo(before.shifts());
        assertThat(again.attested()).isEqualTo(before.attested());
    }

    /**
     * The supervisor starts it again. What else may happen to processes, {@link TortureTest} tries.
     */
    @Test
    void a_killed_broker_loses_nothing_and_nothing_is_counted_twice() throws Exception {
        var issue = issue("kill");
        var before = log().positions();
        var filing = Filing.begin(api, n -> report(issue, n));
        filing.awaitMore(10);

        kill("broker");
        filing.awaitMore(20);
        var acknowledged = filing.stop();

        var events = log().events().stream().map(ReportEvent::report).map(ReportId::toString);
        assertThat(events)
                .filteredOn(id -> id.contains("." + issue + "."))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        var expected = log().positions();
        assertThat(expected).containsAllEntriesOf(before);
        assertThat(api.served(expected.keySet(), log().end())).isEqualTo(expected);
    }

    @Test
    void what_was_stopped_is_found_again() throws Exception {
        var expected = log().positions();
        var processes = processes();

        var down = demarche.down();
        assertThat(down.exitCode()).as(down.err()).isZero();
        assertThat(processes).hasSize(4).noneMatch(ProcessHandle::isAlive);

        var up = demarche.up();
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(log().positions()).isEqualTo(expected);
        assertThat(api.served(expected.keySet(), log().end())).isEqualTo(expected);
    }

    /**
     * The last one, because it destroys the stack. The next one has fewer partitions, so that
     * nothing rests on where an event lay.
     */
    @Test
    @Order(Integer.MAX_VALUE)
    void an_export_that_is_restored_when_the_stack_is_gone_answers_as_the_original_does_and_did()
            throws Exception {
        var log = log();
        var issue = issue("copied");
        var untouched = file(report(issue, 0));
        var corrected = file(report(issue, 4));
        var retracted = file(report(issue, 8));
        revise(corrected, "corrections", report(issue, 4).replace("conditional", "none"));
        var then = api.served(timed(issue), log.end());
        var instant = Instant.now();
        revise(retracted, "retractions", "{\"reason\": \"It was never said\"}");
        var paths = new ArrayList<>(timed(issue));
        paths.add("/v1/shifts?limit=1000");
        for (var report : List.of(untouched, corrected, retracted)) {
            paths.add("/v1/reports/" + report);
        }
        var now = api.served(paths, log.end());
        for (var path : then.keySet()) {
            assertThat(now.get(path)).isNotEqualTo(then.get(path));
        }

        var file = folder.resolve("export.ndjson").toString();
        var export = demarche.run("export", "--output", file);
        assertThat(export.exitCode()).as(export.err()).isZero();
        destroy();
        var up = demarche.upEmpty(3);
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(api.get("/v1/reports/" + untouched).status()).isEqualTo(404);
        var restored = demarche.run("load", "--restore", file, "--json");
        assertThat(restored.exitCode()).as(restored.out() + restored.err()).isZero();

        var token = Token.parse(Api.parse(restored.out()).path("token").asText());
        assertThat(api.served(paths, token)).isEqualTo(now);
        for (var path : then.keySet()) {
            var known = api.get(path + "&asKnown=" + instant);
            assertThat(known.body()).as(path).isEqualTo(then.get(path));
        }
    }

    /** Ends every process, and deletes all that they have written. */
    private static void destroy() throws IOException {
        var processes = processes();
        assertThat(demarche.down().exitCode()).isZero();
        assertThat(processes).hasSize(4).noneMatch(ProcessHandle::isAlive);
        try (var files = Files.walk(demarche.data())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
        assertThat(demarche.data()).doesNotExist();
    }

    /** What the command prints is held against what its documentation shows. */
    @Test
    void a_file_of_another_tool_is_imported_once_and_as_was_announced() throws Exception {
        var file = OrrFile.make(folder);
        var shown = Files.readString(Demarche.HOME.resolve("docs/import-dna.md"));
        var log = log();
        var before = exported();

        var announced = importing(file, "--dry-run");

        assertThat(shown).contains("$ ./demarche import dna orr.dna --dry-run\n" + announced);
        assertThat(exportedBeside(before)).isEmpty();

        var first = importing(file);

        assertThat(standing(log, "the-orr-should-be-dammed"))
                .containsExactly(
                        "anglers-of-the-orr against 2021-05-14 null",
                        "ministry-of-works favor 2021-05-14 ana-reyes");
        assertThat(standing(log, "issue-117b800a"))
                .containsExactly(
                        "bo-lind favor 2021-05-14 bo-lind",
                        "ministry-of-works favor 2021-05-14 ana-reyes");
        var imported = exported();

        var second = importing(file);

        assertThat(shown).contains(lastLine(first) + lastLine(second));
        assertThat(exportedBeside(imported)).isEmpty();
    }

    @Test
    void a_version_is_built_compared_and_taken_back_by_commands() throws Exception {
        var versions = new Versions(api);
        var before = Versions.FIRST;

        var replay = demarche.run("replay", "positions", "--json");

        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
        var document = Api.parse(replay.out());
        assertThat(document.path("state").asText()).isEqualTo("live");
        var built = new VersionId("positions", document.path("version").asInt());
        assertThat(said("projections", "positions"))
                .contains("%d       | standby".formatted(before.number()))
                .contains("%d       | live".formatted(built.number()));
        versions.awaitEnd(before);
        assertThat(said("diff", "positions", String.valueOf(before.number())))
                .startsWith(before + " against the live version: 0 different, 0 only here, 0 only");
        var key = "p/russia/ukraine-talks";
        assertThat(Api.parse(said("documents", "positions", key, "--json")))
                .isEqualTo(api.get("/v1/actors/russia/positions/ukraine-talks").json());

        assertThat(said("rollback", "positions")).isEqualTo(before + " is live now.\n");
        assertThat(said("retire", "positions", String.valueOf(built.number())))
                .isEqualTo(built + " is retired: its documents are deleted.\n");
        assertThat(said("replay", "positions", "--follow", String.valueOf(before.number())))
                .startsWith(before + " is live: ");
        var gone = demarche.run("replay", "positions", "--follow", String.valueOf(built.number()));
        assertThat(gone.out()).isEqualTo(built + " was retired.\n");
    }

    @Test
    void a_definition_is_tried_declared_and_read_by_commands() throws Exception {
        var coverage = Demarche.HOME.resolve("seeds/projections/coverage.json");
        var again = folder.resolve("again.json");
        Files.writeString(
                again, Files.readString(coverage).replace("\"coverage\"", "\"coverage-again\""));
        var faulty = folder.resolve("faulty.json");
        Files.writeString(
                faulty,
                """
                {"name": "faulty", "key": "string(1 / size(report.conditions))", "fields": {"n": "count()"}}
                """);

        var tried = said("declare", coverage.toString(), "--dry-run", "85");
        var faults = demarche.run("declare", faulty.toString(), "--dry-run", "85");
        var seeded = Api.parse(said("declare", coverage.toString(), "--json"));
        var declared = said("declare", again.toString());

        assertThat(tried).contains(" matched. Nothing was declared.\n{\"key\":\"article-00");
        assertThat(faults.exitCode()).isEqualTo(1);
        assertThat(faults.out())
                .containsPattern(
                        "an expression failed[.] Nothing was declared[.]\nfault: [a-z.0-9-]+: /key: ");
        assertThat(seeded.path("version").asInt()).isEqualTo(1);
        assertThat(declared).startsWith("coverage-again/1 is live: ");
        assertThat(said("projections"))
                .contains(" coverage-again | 1       | live")
                .doesNotContain("faulty");
        new Versions(api).awaitEnd(new VersionId("coverage", 1));
        var documents = said("documents", "coverage", "--limit", "1000");
        assertThat(documents).contains("article-001  {");
        assertThat(said("documents", "coverage-again", "--limit", "1000")).isEqualTo(documents);
    }

    @Test
    void the_registry_is_kept_by_the_commands_that_its_page_shows() throws Exception {
        var page = Demarche.HOME.resolve("docs/registry.md");
        var here = "export DEMARCHE_URL=http://127.0.0.1:%d; ".formatted(demarche.port());

        for (var step : Walk.of(page, "By command")) {
            var outcome = Shell.run(here + step.command());
            assertThat(Shown.matches(step.output(), outcome.output()))
                    .as("%s%nshown:%n%s%nanswered:%n%s", step, step.output(), outcome.output())
                    .isTrue();
        }
        // the other tests compare what is served with what is filed
        assertThat(said("actors", "merge", "valdoran-union", "--undo"))
                .isEqualTo("valdoran-union stands for itself again.\n");
    }

    @Test
    void who_decided_and_why_is_read_by_a_command() throws Exception {
        var definition = folder.resolve("decided.json");
        Files.writeString(
                definition,
                """
                {"name": "decided", "key": "report.stance", "fields": {"n": "count()"}}
                """);
        said("declare", definition.toString(), "--by", "Ada", "--why", "To count stances");

        assertThat(said("decisions", "decided"))
                .containsPattern("version 1 promoted by gateway: it is ready\n")
                .containsPattern("version 1 declared by Ada: To count stances\n$");
    }

    /** What a command prints that ends well. */
    private static String said(String... arguments) throws IOException {
        var outcome = demarche.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        return outcome.out();
    }

    /** What is served of an issue, and of all, that differs from time to time. */
    private static List<String> timed(String issue) {
        var position = "/v1/actors/russia/positions/" + issue;
        return List.of(
                "/v1/positions?limit=1000",
                "/v1/statements?limit=1000&issue=" + issue,
                position + "/history?limit=1000",
                position + "/explanation?limit=1000");
    }

    /** The lines of the registry and of the log; the last one of each counts the others. */
    private static List<String> exported() throws IOException {
        var registry = api.get("/v1/export/registry").body();
        return (registry + api.get("/v1/export/reports").body()).lines().toList();
    }

    /** What came since, or changed: all the lines would be too long to read. */
    private static List<String> exportedBeside(List<String> before) throws IOException {
        return exported().stream().filter(line -> !before.contains(line)).toList();
    }

    /** What the import prints, six statements of whose file are passed over. */
    private static String importing(Path file, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("import", "dna", file.toString()));
        arguments.addAll(List.of(more));
        var outcome = demarche.run(arguments.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(1);
        return outcome.out().replace(file.toString(), file.getFileName().toString());
    }

    private static String lastLine(String text) {
        return text.lines().toList().getLast() + "\n";
    }

    /** Who stands where on an issue, since when, and by whose mouth. */
    private static List<String> standing(ReportLog log, String issue) throws IOException {
        var positions = api.get("/v1/issues/%s/positions".formatted(issue), log.end()).json();
        return positions.path("items").valueStream().map(StackTest::line).toList();
    }

    private static String line(JsonNode position) {
        return Stream.of("/actor", "/stance", "/since", "/latest/speaker")
                .map(field -> position.at(field).asText())
                .collect(Collectors.joining(" "));
    }

    private static ReportId file(String report) throws IOException {
        var answer = api.post("/v1/reports", Api.JSON, report);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return ReportId.parse(answer.json().path("id").asText());
    }

    private static void revise(ReportId report, String how, String body) throws IOException {
        var answer = api.post("/v1/reports/%s/%s".formatted(report, how), Api.JSON, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Returns when another process is ready in its place. */
    private static void kill(String part) throws Exception {
        var killed = demarche.part(part).path("pid").asLong();
        assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();
        Await.until(
                part + " is back",
                () -> {
                    var now = demarche.part(part);
                    return now.path("pid").asLong() != killed
                            && now.path("state").asText().equals("ready");
                });
    }

    private static List<ProcessHandle> processes() throws IOException {
        return StreamSupport.stream(demarche.status().path("parts").spliterator(), false)
                .map(part -> ProcessHandle.of(part.path("pid").asLong()).orElseThrow())
                .toList();
    }

    private static ReportLog log() throws IOException {
        return log(broker());
    }

    private static ReportLog log(String broker) {
        return new ReportLog(KafkaConfig.of(Map.of("bootstrap.servers", broker), Map.of()));
    }

    private static String broker() throws IOException {
        return demarche.part("broker").path("address").asText();
    }

    /** Registers an issue of the test's own, so that its reports touch no other position. */
    private static String issue(String name) throws IOException {
        var put =
                api.put(
                        "/v1/issues/" + name,
                        "{\"name\": \"%s\", \"proposition\": \"The %s should be\"}"
                                .formatted(name, name));
        assertThat(put.status()).as(put.body()).isEqualTo(201);
        return name;
    }

    private static String report(String issue, int n) {
        return """
        {"id": "n%d", "holder": "%s", "spokenFor": "%2$s", "issue": "%s", "stance": "%s", "saidOn": "2024-%02d",
         "source": {"outlet": "article-000", "publishedOn": "2025-01-01"}}
        """
                .formatted(
                        n, HOLDERS.get(n % HOLDERS.size()), issue, STANCES.get(n % 3), 1 + n % 12);
    }
}
