package org.demarche.log.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.demarche.log.registry.EntryType.ACTOR;
import static org.demarche.log.registry.EntryType.ISSUE;
import static org.demarche.log.registry.EntryType.OUTLET;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.json.Violation;
import org.demarche.model.edtf.Edtf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is wrong with an entry is told with its place. */
class EntryFaultsTest {

    /** {@code [[3 x]]} stands for {@code xxx}. */
    private static final Pattern REPEATED = Pattern.compile("\\[\\[(\\d+) (.*?)]]");

    /** The fields of a good entry of each type. */
    private static final Map<EntryType, List<String>> GOOD =
            Map.of(
                    ACTOR, List.of("'kind': 'state'", "'name': 'A'"),
                    ISSUE, List.of("'name': 'A'", "'proposition': 'P'"),
                    OUTLET, List.of("'kind': 'online'", "'name': 'A'"));

    @ParameterizedTest(name = "{1}: {2} {3}")
    @CsvFileSource(resources = "/bad-entries.txt", delimiter = '|', quoteCharacter = '`')
    void a_fault_is_told_with_its_place(
            EntryType type, String wrong, String pointer, String message) {
        var body = wrong.startsWith("'") ? with(type, wrong) : wrong;

        assertThat(violations(type, "some-id", body))
                .containsExactly(new Violation(pointer, message, List.of()));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'kind': 'State' | /kind | must be one of state, organization, person, group, but is 'State' | state
                    'kind': 'organisation' | /kind | must be one of state, organization, person, group, but is 'organisation' | organization
                    'alias': [] | /alias | is unknown | aliases
                    """)
    void a_name_that_is_nearly_right_comes_with_the_right_one(
            String field, String pointer, String message, String suggestion) {
        assertThat(violations(ACTOR, "some-id", with(ACTOR, field)))
                .containsExactly(new Violation(pointer, message, List.of(suggestion)));
    }

    @Test
    void a_date_that_cannot_be_read_is_told_in_the_words_of_who_reads_dates() {
        assertThat(
                        violations(
                                ACTOR,
                                "some-id",
                                with(ACTOR, "'memberOf': [{'actor': 'x', 'from': '2020-13'}]")))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.pointer()).isEqualTo("/memberOf/0/from");
                            assertThat(one.message())
                                    .isEqualTo(
                                            catchThrowableOfType(
                                                            IllegalArgumentException.class,
                                                            () -> Edtf.parse("2020-13"))
                                                    .getMessage());
                        });
    }

    @Test
    void a_sector_that_plover_does_not_have_is_refused_with_those_that_it_has() {
        assertThat(violations(ACTOR, "some-id", with(ACTOR, "'sector': 'GVT'")))
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.message())
                                        .startsWith(
                                                "GVT is not a sector of PLOVER: the sectors are AGR, BUS, "));
    }

    @Test
    void every_fault_is_told_at_once() {
        assertThat(
                        violations(
                                ACTOR,
                                "Some Id",
                                "{'kind': 'stat', 'aliases': [1], 'memberOf': [{}], 'nmae': 'x'}"))
                .extracting(Violation::pointer)
                .containsExactly("", "/name", "/kind", "/aliases/0", "/memberOf/0/actor", "/nmae");
    }

    @Test
    void without_an_address_the_body_must_say_the_id() {
        assertThat(violations(ISSUE, null, "{'proposition': 'P', 'name': 'N'}"))
                .containsExactly(new Violation("/id", "is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{'name': 'A', 'name': 'B'}", "{} {}", "{'name': nul}"})
    void what_is_no_json_is_told_apart(String json) {
        assertThatThrownBy(() -> read(ACTOR, "some-id", json)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void malformed_json_is_told_with_line_and_column() {
        assertThatThrownBy(() -> read(ACTOR, "some-id", "{'name':\n  nul}"))
                .isInstanceOf(MalformedJson.class)
                .hasMessageStartingWith("line 2, column 7: ");
    }

    @Test
    void where_the_bytes_came_from_is_nobodys_concern() {
        assertThatThrownBy(() -> read(ACTOR, "some-id", "{'name': 'N'"))
                .hasMessageEndingWith(
                        "expected close marker for Object (start marker at line: 1, column: 1)");
    }

    /** A good entry but for one field. */
    private static String with(EntryType type, String field) {
        var name = field.substring(0, field.indexOf(':'));
        var whole =
                Stream.concat(
                                GOOD.get(type).stream().filter(each -> !each.startsWith(name)),
                                Stream.of(field))
                        .collect(joining(", ", "{", "}"));
        return REPEATED.matcher(whole)
                .replaceAll(
                        run ->
                                Matcher.quoteReplacement(
                                        run.group(2).repeat(Integer.parseInt(run.group(1)))));
    }

    private static RegistryEntry read(EntryType type, String id, String json) throws Exception {
        return EntryCodec.read(type, id, json.replace('\'', '"').getBytes(UTF_8));
    }

    private static List<Violation> violations(EntryType type, String id, String json) {
        return catchThrowableOfType(InvalidBody.class, () -> read(type, id, json)).violations();
    }
}
