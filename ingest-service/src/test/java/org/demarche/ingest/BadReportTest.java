package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of a report is named with its place, and nothing is written. */
class BadReportTest {

    /** {@code [[3 x]]} stands for {@code xxx}. */
    private static final Pattern REPEATED = Pattern.compile("\\[\\[(\\d+) (.*?)]]");

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

    @ParameterizedTest(name = "{1} {2}: {0}")
    @CsvFileSource(resources = "/bad-reports.txt", delimiter = '|', quoteCharacter = '`')
    void is_told_with_its_place(String changes, String pointer, String message) {
        var answer = ingest.post(changed(changes));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("violations").valueStream())
                .as(answer.body())
                .anySatisfy(
                        violation -> {
                            assertThat(violation.get("pointer").asText()).isEqualTo(pointer);
                            assertThat(violation.get("message").asText()).contains(message);
                        });
    }

    private static String changed(String changes) {
        var report = Samples.REPORT;
        for (var change : changes.split(" && ")) {
            var texts = change.split(" ?→ ?", 2);
            assertThat(report).contains(texts[0]);
            report = report.replace(texts[0], texts[1]);
        }
        var afterTomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        return REPEATED.matcher(report.replace("AFTER_TOMORROW", afterTomorrow.toString()))
                .replaceAll(
                        run ->
                                Matcher.quoteReplacement(
                                        run.group(2).repeat(Integer.parseInt(run.group(1)))));
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
}
