package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {

    @Test
    void a_definition_has_one_form() throws Exception {
        var definition =
                Definition.parse(
                        """
                        { "key": "report.holder", "where": null,
                          "fields": { "reports": "count()", "days": "distinct(said.latest)" },
                          "name": "by-holder" }
                        """
                                .getBytes(UTF_8));

        assertThat(definition.name()).isEqualTo("by-holder");
        assertThat(new String(definition.json(), UTF_8))
                .isEqualTo(
                        "{\"name\":\"by-holder\",\"key\":\"report.holder\",\"fields\":{\"reports\":\"count()\",\"days\":\"distinct(said.latest)\"}}");
        assertThat(Definition.parse(definition.json()).json()).isEqualTo(definition.json());
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_each_at_its_place() {
        assertThat(
                        violations(
                                """
                                { "name": "positions", "whom": "x", "where": "report.stance",
                                  "key": "report.source.outlt",
                                  "fields": { "n": "cuont()", "of/all": "count()", "key": "count()",
                                              "at": null, "sum": "sum(report.holder)" } }
                                """))
                .containsExactlyInAnyOrder(
                        new Violation("/name", "'positions' is taken: choose another name"),
                        new Violation("/whom", "is unknown"),
                        new Violation("/where", "column 1: must be true or false, but is a text"),
                        new Violation(
                                "/key",
                                "column 14: there is no field 'outlt'",
                                List.of("report.source.outlet")),
                        new Violation(
                                "/fields/n",
                                "column 1: the aggregate 'cuont' does not exist: the aggregates are count, countBy, distinct, sum, min, max, first, last, top",
                                List.of("count")),
                        new Violation(
                                "/fields/of~1all",
                                "is not the name of a field: a letter, then letters, digits and _, at most 40"),
                        new Violation("/fields/key", "is taken: choose another name"),
                        new Violation("/fields/at", "is missing"),
                        new Violation(
                                "/fields/sum",
                                "column 5: sum(number) takes a number, but this is a text: int(…) or double(…) reads it as one"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report.outlet | column 7: there is no field 'outlet'",
                "reprt.holder | column 1: 'reprt' is unknown: the variables are report, said, resolved, recorded",
                "report.holder == 1 | column 15: == does not take (string, int)",
                "report.holder + | column 16: mismatched input '<EOF>'",
                "report.holder x | column 15: extraneous input 'x' expecting <EOF>",
                "string(report.holder issue) | column 22: extraneous input 'issue' expecting ')'",
                "report.holder ) + report.issue | column 15: mismatched input ')'",
                "report.credibility | column 1: must be a text, but is a whole number",
                "report.speaker | column 1: must be a text, but is an object",
                "Speaker{name: 'x'}.name | column 8: an expression cannot make objects",
                "dyn(report.holder) | column 1: must be a text, but is a value whose type is not known before the evaluation",
            })
    void an_expression_is_refused_at_its_column(String key, String message) {
        assertThat(violations(definition(key, "count()")))
                .extracting(Violation::pointer, Violation::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/key", message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count(1) | column 1: is written count(), but the number of arguments here is 1",
                "top(report.holder) | column 1: is written top(n, text), but the number of arguments here is 1",
                "top(0, report.holder) | column 5: the number of values must be a whole number from 1 to 1,000",
                "countBy(report.credibility) | column 9: countBy(text) takes a text, but this is a whole number: string(…) makes it a text",
                "sum(uint(report.credibility)) | column 5: sum(number) takes a number, but this is a whole number without a sign: int(…) makes it one",
                "distinct(uint(report.credibility)) | column 10: distinct(text) takes a text, but this is a whole number without a sign: string(…) makes it a text",
                "min(recorded) | column 5: min(x) takes a text or a number, but this is an instant: string(…) makes it a text",
                "distinct(report.addressees) | column 10: distinct(text) takes a text, but this is a list",
                "count() + 1 | column 1: must be one aggregate of count, countBy, distinct, sum, min, max, first, last, top",
                "report.count() | column 1: must be one aggregate of count, countBy, distinct, sum, min, max, first, last, top",
            })
    void an_aggregate_is_refused_at_its_column(String field, String message) {
        assertThat(violations(definition("report.holder", field)))
                .extracting(Violation::pointer, Violation::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/fields/n", message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // loops in loops
                "report.conditions.map(a, report.conditions.map(b, report.conditions.map(c, a.key + b.key + c.key)))[0][0][0]",
                "[1, 2, 3, 4, 5, 6, 7, 8, 9].all(a, report.addressees.all(b, report.addressees.all(c, b == c))) ? 'x' : 'y'",
                // a text that grows eightfold, again and again
                "['a'].map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a)[0]",
                // a list that does
                "[[1]].map(a, a+a+a+a).map(a, a+a+a+a).map(a, a.map(b, a+a+a+a)).map(a, a.map(b, a+a+a+a)).map(a, a.map(b, a+a+a+a)).map(a, a.map(b, a+a+a+a)).map(a, a.map(b, a+a+a+a)).size() > 0 ? 'x' : 'y'",
            })
    void an_expression_that_could_stall_a_worker_is_refused(String key) {
        assertThat(violations(definition(key, "count()")))
                .singleElement()
                .satisfies(
                        violation -> {
                            assertThat(violation.pointer()).isEqualTo("/key");
                            assertThat(violation.message())
                                    .contains(
                                            "steps for a report, but at most 250,000 are allowed");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(((a{1000}){1000}){1000}) | column 24: the pattern has over a billion instructions with its repeats written out, but at most 2,000 are allowed",
                "((a{1000,}){1000,}){1000,} | column 24: the pattern has over a billion instructions with its repeats written out, but at most 2,000 are allowed",
                "(a{0,1000}){2} | column 24: the pattern has 4,013 instructions with its repeats written out, but at most 2,000 are allowed",
                "((?:a{1000})(?i){1000}) | column 24: the pattern has 1,004,008 instructions with its repeats written out, but at most 2,000 are allowed",
                "(peace | column 24: is not a regular expression: missing closing ): (peace",
            })
    void a_pattern_is_refused_before_it_is_compiled_to_more_than_there_is_room_for(
            String pattern, String message) {
        assertThat(violations(definition(matching("'" + pattern + "'"), "count()")))
                .containsExactly(new Violation("/key", message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)[a-😀]",
                "(?i)[^b-😀{7}",
                "(?s-m:x)(?mi:[\\\\x{7}-\\\\x{10FFFF}])",
                "(?i)\\\\x{1c82}",
                "(?i)\\\\x{00001c80}",
                "(?i)[a-\\\\x{0010FFFF}]",
                "(?i)ᲀ",
                "[a](?i)[]-䷀]"
            })
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_pattern_that_would_be_compiled_for_ever_is_refused(String pattern) {
        assertThat(violations(definition(matching("r'" + pattern + "'"), "count()")))
                .singleElement()
                .extracting(Violation::message)
                .asString()
                .contains("cannot have a letter from U+1C80 to U+1C88");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-😀]",
                "(?i)pro-中国",
                "(?i)[ab] pro\\\\x{2d}中国",
                "(?i)[а-я]+",
                "(?i)china|[一-龥]",
                "(?i)[a-zа-я😀]",
                "(?i)[^\\\\x{1c89}-\\\\x{10ffff}a-\\\\x{1c7f}]",
                "(?i)\\\\pL\\\\p{Cyrillic}\\\\PN[[:alpha:]]"
            })
    void a_pattern_in_any_script_is_compiled(String pattern) throws Exception {
        var json = definition(matching("r'" + pattern + "'"), "count()");

        assertThat(Definition.parse(json.getBytes(UTF_8)).name()).isEqualTo("x");
    }

    @Test
    void a_pattern_that_is_not_known_beforehand_is_refused() {
        assertThat(violations(definition(matching("report.venue"), "count()")))
                .containsExactly(
                        new Violation("/key", "column 24: a pattern must be a literal in quotes"));
    }

    private static String matching(String pattern) {
        return "report.summary.matches(%s) ? 'yes' : 'no'".formatted(pattern);
    }

    @Test
    void what_all_expressions_of_a_definition_cost_is_bounded_together() {
        var loop = "report.conditions.filter(a, report.addressees.exists(b, b == a.key)).size()";
        var fields =
                IntStream.range(0, 30)
                        .mapToObj(n -> "\"f%d\": \"sum(%s + %d)\"".formatted(n, loop, n))
                        .collect(Collectors.joining(", "));

        assertThat(
                        violations(
                                "{\"name\": \"x\", \"key\": \"report.holder\", \"where\": \"%s > 1 && report.venue != ''\", \"fields\": {%s}}"
                                        .formatted(loop, fields)))
                .singleElement()
                .satisfies(
                        violation -> {
                            assertThat(violation.pointer()).isEqualTo("/where");
                            assertThat(violation.message())
                                    .startsWith("costs most, with ")
                                    .endsWith(
                                            "steps for a report, but at most 250,000 are allowed");
                        });
    }

    @Test
    void loops_that_stand_deep_are_refused_before_they_are_weighed() {
        var deep = "[1].all(a, ".repeat(20) + "true" + ")".repeat(20) + " ? 'x' : 'y'";

        assertThat(violations(definition(deep, "count()")))
                .containsExactly(new Violation("/key", "column 52: loops may be at most 4 deep"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report.conditions.exists(c, c.key == 'recognise-regions') ? 'yes' : 'no'",
                "report.conditions.exists(c, report.addressees.exists(a, a == c.key)) ? 'yes' : 'no'",
                "report.summary.contains('peace') || report.quote.text.matches('(?i)peace') ? 'yes' : 'no'",
                "report.summary.matches('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') ? 'yes' : 'no'",
                "matches(report.summary, '(visit|travel(s|led)?) to .{1,200}') ? 'yes' : 'no'",
                "report.summary.matches('[^]{1000}]{1000}') ? 'yes' : 'no'",
                "report.summary.matches('a{1000}') ? 'yes' : 'no'",
                "report.addressees.filter(a, a.startsWith('u')).map(a, a + '!').size() > 0 ? 'yes' : 'no'",
            })
    void an_expression_that_costs_little_is_taken(String key) throws Exception {
        assertThat(Definition.parse(definition(key, "count()").getBytes(UTF_8)).name())
                .isEqualTo("x");
    }

    @Test
    void lengths_and_numbers_are_bounded() {
        var many =
                IntStream.rangeClosed(1, 33)
                        .mapToObj("\"f%d\": \"count()\""::formatted)
                        .collect(Collectors.joining(", "));
        assertThat(
                        violations(
                                "{\"name\": \"%s\", \"key\": \"'%s'\", \"fields\": {%s}}"
                                        .formatted("a".repeat(41), "b".repeat(1_999), many)))
                .containsExactlyInAnyOrder(
                        new Violation(
                                "/name",
                                "must be lower-case letters and digits, in groups joined by '-', at most 40 characters"),
                        new Violation(
                                "/key", "has 2,001 characters, but at most 2,000 are allowed"),
                        new Violation("/fields", "has 33 fields, but 1 to 32 are allowed"));
    }

    @Test
    void what_is_no_json_is_refused_as_such() {
        assertThat(
                        catchThrowableOfType(
                                MalformedJson.class, () -> Definition.parse("{".getBytes(UTF_8))))
                .hasMessageContaining("line 1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"key": "norland", "n": "1E+999999999"} | a value of the type STRING cannot be counted here
                    {"key": "norland", "n": 2}              | a value of the type NUMBER cannot be counted here
                    {"key": "sudland", "n": "2"}            | it is the document of 'sudland'
                    {"key": "norland"}                      | lacks n
                    """)
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void what_no_partition_publishes_is_no_document(String document, String why) throws Exception {
        var json = definition("report.holder", "sum(report.credibility)");
        var sums = Definition.parse(json.getBytes(UTF_8));
        sums.requireDocument("norland", "{\"key\": \"norland\", \"n\": \"-2.5\"}".getBytes(UTF_8));

        assertThatThrownBy(() -> sums.requireDocument("norland", document.getBytes(UTF_8)))
                .hasMessageContaining(why);
    }

    private static List<Violation> violations(String json) {
        return catchThrowableOfType(InvalidBody.class, () -> Definition.parse(json.getBytes(UTF_8)))
                .violations();
    }

    private static String definition(String key, String field) {
        return "{\"name\": \"x\", \"key\": \"%s\", \"fields\": {\"n\": \"%s\"}}"
                .formatted(key, field);
    }
}
