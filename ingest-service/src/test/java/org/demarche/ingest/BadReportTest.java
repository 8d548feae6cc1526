package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a report is told with its place, and nothing is written. */
class BadReportTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("bad");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        assertThat(ingest.reports()).isEmpty();
        ingest.close();
    }

    /** Each: what the good report is changed to say, where the fault is, and what is said of it. */
    static Stream<Change> faults() {
        var afterTomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        return Stream.of(
                // fields
                change("\"issue\"", "\"isue\"", "/issue", "is missing"),
                change("\"stance\"", "\"Stance\"", "/Stance", "is unknown"),
                change("\"name\"", "\"nmae\"", "/speaker/nmae", "is unknown"),
                change(
                        "\"freedonia\", \"spokenFor\"",
                        "7, \"spokenFor\"",
                        "/holder",
                        "must be a text, but is a number"),
                change("{\"actor\"", "[{\"actor\"", "/speaker", "must be an object, but is a list")
                        .and("president\"}", "president\"}]"),
                change("\"favor\"", "null", "/stance", "is missing"),
                // closed lists
                change(
                        "\"favor\"",
                        "\"for\"",
                        "/stance",
                        "must be one of against, conditional, favor, none"),
                change(
                        "\"stance\"",
                        "\"act\": {\"plover\": \"agree\"}, \"stance\"",
                        "/act/plover",
                        "must be one of AGREE"),
                change(
                        "\"stance\"",
                        "\"act\": {\"cameo\": \"21\"}, \"stance\"",
                        "/act/cameo",
                        "CAMEO code"),
                change("\"stance\"", "\"act\": {}, \"stance\"", "/act", "must have plover"),
                change(
                        "\"stance\"",
                        "\"act\": {\"cameo\": \"011\"}, \"stance\"",
                        "/stance",
                        "must be none if act.cameo is 011"),
                change(
                        "\"stance\"",
                        "\"quote\": {\"type\": \"literal\"}, \"stance\"",
                        "/quote/type",
                        "direct, indirect, mixed"),
                change(
                        "\"stance\"",
                        "\"coder\": {\"confidence\": \"sure\"}, \"stance\"",
                        "/coder/confidence",
                        "high, medium, low"),
                change("\"stance\"", "\"credibility\": 7, \"stance\"", "/credibility", "1 to 6"),
                change(
                        "\"stance\"",
                        "\"credibility\": 2.5, \"stance\"",
                        "/credibility",
                        "whole number"),
                change(
                        "\"stance\"",
                        "\"credibility\": \"2\", \"stance\"",
                        "/credibility",
                        "whole number"),
                // dates
                change("2024-03-01", "2024-02-30", "/saidOn", "at character"),
                change("2024-03-01", "2024-03-01/2024-02-01", "/saidOn", ""),
                change("2024-03-01", "last week", "/saidOn", ""),
                change("2024-03-01", "2024-03-04", "/saidOn", "after source.publishedOn"),
                change(
                        "2024-03-02",
                        afterTomorrow.toString(),
                        "/source/publishedOn",
                        "after tomorrow"),
                change("2024-03-02", "2.3.2024", "/source/publishedOn", "is not a date"),
                change(", \"publishedOn\": \"2024-03-02\"", "", "/saidOn", "after tomorrow")
                        .and("2024-03-01", afterTomorrow.toString()),
                change(
                                ", \"publishedOn\": \"2024-03-02\"",
                                "",
                                "/source/publishedOn",
                                "is missing, and so is saidOn")
                        .and("\"saidOn\": \"2024-03-01\",", ""),
                change(
                        "\"stance\"",
                        "\"saidAt\": \"2024-03-05T12:00:00Z\", \"stance\"",
                        "/saidAt",
                        "is not on saidOn"),
                change(
                        "\"stance\"",
                        "\"saidAt\": \"noon\", \"stance\"",
                        "/saidAt",
                        "is not an instant"),
                change(
                        "\"stance\"",
                        "\"saidAt\": \"+1000000000-12-31T23:59:59Z\", \"stance\"",
                        "/saidAt",
                        "year of four digits"),
                change(
                        "\"stance\"",
                        "\"saidAt\": \"-1000000000-01-01T00:00:00Z\", \"stance\"",
                        "/saidAt",
                        "year of four digits"),
                change(
                        "\"saidOn\": \"2024-03-01\"",
                        "\"saidAt\": \"2024-03-04T00:00:00Z\"",
                        "/saidAt",
                        "after source.publishedOn"),
                change("\"2024-03-01\"", "\"2024-01-01/2099-01-01\"", "/saidOn", "after tomorrow"),
                change("\"2024-03-01\"", "\"[..2099-01-01]\"", "/saidOn", "after tomorrow"),
                // names
                change(
                        "\"spokenFor\": \"freedonia\"",
                        "\"spokenFor\": \"Fredonia\"",
                        "/spokenFor",
                        "no actor is called 'Fredonia'"),
                change("daily-planet", "Daily Plant", "/source/outlet", "no outlet is called"),
                change(
                        "\"stance\"",
                        "\"addressees\": [\"sylvania\", \"nobody at all\"], \"stance\"",
                        "/addressees/1",
                        "no actor is called"),
                change(
                        "\"stance\"",
                        "\"addressees\": [\"sylvania\", \"Sylvania\"], \"stance\"",
                        "/addressees",
                        "has sylvania twice"),
                change(
                        " \"spokenFor\": \"freedonia\",",
                        "",
                        "/spokenFor",
                        "speaks for another actor"),
                change(
                        "\"actor\": \"rufus-firefly\", \"name\": \"Rufus Firefly\", \"role\": \"president\"",
                        "",
                        "/speaker",
                        "must have actor, name or role"),
                // texts
                change("would sign", "x".repeat(500), "/summary", "at most 500"),
                change(
                        "\"stance\"",
                        "\"quote\": {\"type\": \"direct\", \"text\": \""
                                + "x".repeat(4001)
                                + "\"}, \"stance\"",
                        "/quote/text",
                        "at most 4,000"),
                change(
                        "\"stance\"",
                        "\"conditions\": ["
                                + "{\"text\": \"a\"},".repeat(20)
                                + "{\"text\": \"b\"}], \"stance\"",
                        "/conditions",
                        "at most 20"),
                change(
                        "\"stance\"",
                        "\"conditions\": [{\"text\": \"" + "x".repeat(301) + "\"}], \"stance\"",
                        "/conditions/0/text",
                        "at most 300"),
                change(
                        "\"stance\"",
                        "\"conditions\": [{\"key\": \"k\", \"text\": \"a\"}, {\"key\": \"k\", \"text\": \"b\"}], \"stance\"",
                        "/conditions",
                        "has k twice"),
                change(
                        "\"stance\"",
                        "\"conditions\": [{\"key\": \"A b\", \"text\": \"a\"}], \"stance\"",
                        "/conditions/0/key",
                        "joined by '-'"),
                change("would sign", "would\\nsign", "/summary", "U+000A"),
                change("would sign", "would \\u0000 sign", "/summary", "U+0000"),
                change("would sign", "would \\ud83d sign", "/summary", "half of a surrogate pair"),
                change("\"Freedonia would sign.\"", "\"  \"", "/summary", "must not be empty"),
                change("\"stance\"", "\"\\ud800\": 1, \"stance\"", "/?", "is unknown"),
                // urls, languages, ids
                change(
                        "\"publishedOn\"",
                        "\"url\": \"ftp://example.org/a\", \"publishedOn\"",
                        "/source/url",
                        "must be http:// or https://"),
                change(
                        "\"publishedOn\"",
                        "\"url\": \"https://exa mple.org\", \"publishedOn\"",
                        "/source/url",
                        "is not a URL"),
                change(
                        "\"publishedOn\"",
                        "\"url\": \"https:/path\", \"publishedOn\"",
                        "/source/url",
                        "and a host"),
                change(
                        "\"publishedOn\"",
                        "\"url\": \"https://:80/path\", \"publishedOn\"",
                        "/source/url",
                        "and a host"),
                change(
                        "\"publishedOn\"",
                        "\"language\": \"english language\", \"publishedOn\"",
                        "/source/language",
                        "BCP 47"),
                change("\"stance\"", "\"id\": \"a.b\", \"stance\"", "/id", "A-Z a-z 0-9 _ -"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void is_told_with_its_place(Change change) {
        var answer = ingest.post(change.report());

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("violations").valueStream())
                .as(answer.body())
                .anySatisfy(
                        violation -> {
                            assertThat(violation.get("pointer").asText()).isEqualTo(change.pointer);
                            assertThat(violation.get("message").asText()).contains(change.message);
                        });
    }

    @Test
    void every_fault_is_told_at_once() {
        var answer =
                ingest.post(
                        """
                        {"holder": "Silvania", "issue": 1, "stance": "maybe", "saidOn": "soon", "colour": "red",
                         "source": {"publishedOn": "then"}}
                        """);

        assertThat(answer.json().get("violations").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "/holder",
                        "/issue",
                        "/stance",
                        "/saidOn",
                        "/colour",
                        "/source/outlet",
                        "/source/publishedOn");
    }

    @Test
    void an_unknown_name_comes_with_the_nearest_known() {
        var answer =
                ingest.post(
                        Samples.REPORT.replace(
                                "\"holder\": \"freedonia\"", "\"holder\": \"Sylvana\""));

        assertThat(answer.json().at("/violations/0/suggestions/0").asText()).isEqualTo("Sylvania");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformed_json_is_told_with_line_and_column(String body, String detail) {
        var answer = ingest.post(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).contains(detail);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("{\"holder\": \n \"x\",,}", "line 2, column 6"),
                arguments("", "empty"),
                arguments("{\"holder\": \"a\", \"holder\": \"b\"}", "uplicate"),
                arguments(Samples.REPORT + "{}", "line 5, column 1: there is more text"),
                arguments("{\"holder\": \"a\u0001b\"}", "line 1"),
                arguments("{\"a\":".repeat(2000), "nesting"));
    }

    private static Change change(String from, String to, String pointer, String message) {
        return new Change(replace(Samples.REPORT, from, to), pointer, message);
    }

    private static String replace(String report, String from, String to) {
        assertThat(report).contains(from);
        return report.replace(from, to);
    }

    private record Change(String report, String pointer, String message) implements Arguments {

        Change and(String from, String to) {
            return new Change(replace(report, from, to), pointer, message);
        }

        @Override
        public Object[] get() {
            return new Object[] {this};
        }

        @Override
        public String toString() {
            return pointer + " " + message;
        }
    }
}
