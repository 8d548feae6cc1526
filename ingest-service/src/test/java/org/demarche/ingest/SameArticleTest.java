package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.ingest.RunningIngest.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second report with one URL, holder and issue is taken, and its receipt says so. */
class SameArticleTest {

    private static final String URL = "https://daily-planet.example/1";

    private static final String WARNING =
            "[{\"pointer\":\"/source/url\",\"message\":\"a report of freedonia on river-treaty has this URL under another id: if both report the same statement, retract one of them\"}]";

    private static int logs;

    private RunningIngest ingest;

    @BeforeEach
    void start() {
        ingest = RunningIngest.start("article-" + ++logs);
        Samples.register(ingest);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void a_url_that_was_filed_under_another_id_is_told_the_second_time_too() {
        assertTold(ingest.post(report("one", URL)), 201, "");

        assertTold(ingest.post(report("two", URL)), 201, WARNING);
        assertTold(ingest.post(report("two", URL)), 200, WARNING);
        assertTold(ingest.post(report("one", URL)), 200, "");
    }

    @Test
    void another_url_another_issue_and_no_url_are_nothing_odd() {
        ingest.put(
                "/v1/issues/tolls", "{\"name\": \"Tolls\", \"proposition\": \"There are tolls\"}");
        assertTold(ingest.post(report("one", URL)), 201, "");

        assertTold(ingest.post(report("two", URL + "1")), 201, "");
        var other = report("three", URL).replace("river-treaty", "tolls");
        assertTold(ingest.post(other), 201, "");
        assertTold(ingest.post(Samples.report("four")), 201, "");
        assertTold(ingest.post(Samples.report("five")), 201, "");
    }

    @Test
    void lines_of_one_file_are_told_though_only_errors_are_wanted() {
        var lines = report("one", URL) + '\n' + report("two", URL);

        var answer = ingest.postAll("?results=errors", lines);

        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.lines().getFirst().get("line").asInt()).isEqualTo(2);
        assertThat(answer.lines().getFirst().get("warnings")).hasToString(WARNING);
    }

    @Test
    void a_dry_run_tells_of_the_same_content_under_another_id_where_there_is_no_url() {
        assertTold(ingest.post(Samples.report("one")), 201, "");
        var lines = Samples.report("two") + '\n' + Samples.report("one") + '\n';
        var changed = Samples.report("three").replace("favor", "against");

        var answer = ingest.postAll("?dryRun=true", lines + changed);

        assertThat(answer.lines().stream().map(line -> line.path("warnings").toString()))
                .startsWith(
                        "[{\"pointer\":\"\",\"message\":\"a report of freedonia on river-treaty has exactly this content under another id: leave this one out, unless both are right\"}]",
                        "",
                        "");
        assertTold(ingest.post(Samples.report("two")), 201, "");
    }

    @Test
    void it_stands_behind_the_warning_of_an_actor_that_ended() {
        ingest.put(
                "/v1/actors/sylvania",
                "{\"kind\": \"state\", \"name\": \"Sylvania\", \"to\": \"2020\"}");
        ingest.post(report("one", URL));
        var late = report("two", URL).replace("For\": \"freedonia\"", "For\": \"sylvania\"");

        assertThat(ingest.post(late).json().get("warnings").findValuesAsText("pointer"))
                .containsExactly("/spokenFor", "/source/url");
    }

    @Test
    void it_is_known_after_a_restart() {
        ingest.post(report("one", URL));

        ingest.close();
        ingest = RunningIngest.start("article-" + logs);

        assertTold(ingest.post(report("two", URL)), 201, WARNING);
    }

    private static void assertTold(Answer answer, int status, String warnings) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("warnings").toString()).isEqualTo(warnings);
    }

    private static String report(String token, String url) {
        return Samples.report(token)
                .replace("\"outlet\":", "\"url\": \"%s\", \"outlet\":".formatted(url));
    }
}
