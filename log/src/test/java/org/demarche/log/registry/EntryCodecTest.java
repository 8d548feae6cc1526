package org.demarche.log.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.demarche.log.registry.EntryType.ACTOR;
import static org.demarche.log.registry.EntryType.ISSUE;
import static org.demarche.log.registry.EntryType.OUTLET;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.json.Violation;
import org.demarche.model.edtf.Edtf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {

    private static final Actor ENVOY =
            new Actor(
                    "ada-example",
                    Actor.Kind.PERSON,
                    "Ada Example",
                    List.of("A. Example", "Ада"),
                    "EUR",
                    "GOV",
                    "Q42",
                    null,
                    List.of(new Actor.Part("union", "Envoy", Edtf.parse("2020-01"), null)),
                    Edtf.parse("1950"),
                    Edtf.parse("2021-03~"),
                    List.of("bo-example"),
                    "ada");

    private static final String ENVOY_JSON =
            """
            {"id":"ada-example","kind":"person","name":"Ada Example","aliases":["A. Example","Ада"],"code":"EUR",\
            "sector":"GOV","wikidata":"Q42",\
            "memberOf":[{"actor":"union","role":"Envoy","from":"2020-01"}],"from":"1950","to":"2021-03~",\
            "successors":["bo-example"],"mergedInto":"ada"}""";

    private static final Issue TALKS =
            new Issue("talks", "Talks should be held", "Talks", List.of(), "peace", null);

    private static final String TALKS_JSON =
            """
            {"id":"talks","proposition":"Talks should be held","name":"Talks","aliases":[],"parent":"peace"}""";

    private static final Outlet DAILY =
            new Outlet(
                    "daily",
                    "The Daily",
                    List.of(),
                    Outlet.Kind.NEWSPAPER,
                    "holding",
                    "XKX",
                    "https://daily.example/",
                    List.of(new Outlet.Reliability(Outlet.Grade.B, LocalDate.parse("2024-01-01"))),
                    null);

    private static final String DAILY_JSON =
            """
            {"id":"daily","name":"The Daily","aliases":[],"kind":"newspaper","owner":"holding","country":"XKX",\
            "url":"https://daily.example/","reliability":[{"grade":"B","from":"2024-01-01"}]}""";

    @Test
    void an_actor_without_an_end_is_the_bytes_of_an_earlier_release() {
        assertThat(EntryCodec.write(Entries.state("norland", "Norland")))
                .asString(UTF_8)
                .isEqualTo(
                        "{\"id\":\"norland\",\"kind\":\"state\",\"name\":\"Norland\",\"aliases\":[],\"memberOf\":[]}");
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(ENVOY, ENVOY_JSON),
                Arguments.of(TALKS, TALKS_JSON),
                Arguments.of(DAILY, DAILY_JSON));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void what_is_put_stored_and_served_is_one_form(RegistryEntry entry, String json)
            throws Exception {
        assertThat(new String(EntryCodec.write(entry), UTF_8)).isEqualTo(json);
        assertThat(EntryCodec.read(entry.type(), entry.id(), json.getBytes(UTF_8)))
                .isEqualTo(entry);
        assertThat(EntryCodec.read(entry.type(), null, json.getBytes(UTF_8))).isEqualTo(entry);
        assertThat(EntryCodec.decode(EntryCodec.key(entry), json.getBytes(UTF_8))).isEqualTo(entry);
    }

    @Test
    void what_is_null_might_as_well_be_absent() throws Exception {
        assertThat(
                        read(
                                ISSUE,
                                "talks",
                                "{'proposition': 'P', 'name': 'N', 'aliases': null, 'parent': null}"))
                .isEqualTo(new Issue("talks", "P", "N", List.of(), null, null));
    }

    @Test
    void a_name_is_stored_composed_and_counted_so() throws Exception {
        var entry = read(ACTOR, "a", actor("'name': '" + "e\u0301".repeat(200) + "'"));

        assertThat(entry.name()).isEqualTo("\u00e9".repeat(200));
    }

    /** Entries that an earlier release let in do not keep a service from starting. */
    @ParameterizedTest
    @ValueSource(strings = {"Nor\u202eland", "a\u2028b", "\u0640", "\u0344", "e\u0301"})
    void what_is_stored_is_read_as_it_is(String name) throws Exception {
        var json = "{\"kind\":\"state\",\"name\":\"%s\"}".formatted(name);

        var entry = EntryCodec.decode(new EntryKey(ACTOR, "a"), json.getBytes(UTF_8));

        assertThat(entry.name()).isEqualTo(name);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(ACTOR, "[]", "", "must be an object, but is a list"),
                fault(ACTOR, "null", "", "must be an object, but is null"),
                fault(ACTOR, "{'kind': 'state'}", "/name", "is missing"),
                fault(ACTOR, "{'name': 'A'}", "/kind", "is missing"),
                fault(ACTOR, actor("'kind': null"), "/kind", "is missing"),
                fault(ACTOR, actor("'kind': 7"), "/kind", "must be a text, but is a number"),
                fault(
                        ACTOR,
                        actor("'kind': 'State'"),
                        "/kind",
                        "must be one of state, organization, person, group, but is 'State'",
                        "state"),
                fault(
                        ACTOR,
                        actor("'kind': 'organisation'"),
                        "/kind",
                        "must be one of state, organization, person, group, but is 'organisation'",
                        "organization"),
                fault(ACTOR, actor("'name': ' '"), "/name", "must not be empty"),
                fault(ACTOR, actor("'name': 'A '"), "/name", "begins or ends with a space"),
                fault(ACTOR, actor("'name': '--'"), "/name", "has neither a letter nor a digit"),
                fault(ACTOR, actor("'name': true"), "/name", "must be a text, but is true"),
                fault(
                        ACTOR,
                        actor("'name': 'a\\u0007b'"),
                        "/name",
                        "holds the control character U+0007 (character 2)"),
                fault(
                        ACTOR,
                        actor("'name': 'ab\\ud800'"),
                        "/name",
                        "holds half of a surrogate pair, U+D800 (character 3)"),
                fault(
                        ACTOR,
                        actor("'name': '" + "n".repeat(201) + "'"),
                        "/name",
                        "has 201 characters, but at most 200 are allowed"),
                fault(
                        ACTOR,
                        actor("'name': 'Nor\\u202eland'"),
                        "/name",
                        "holds U+202E, which changes the direction of a text (character 4)"),
                fault(
                        ACTOR,
                        actor("'aliases': ['a\\u2028b']"),
                        "/aliases/0",
                        "holds the line separator U+2028 (character 2)"),
                fault(
                        ACTOR,
                        actor("'name': '\\u200b\\u0640'"),
                        "/name",
                        "has neither a letter nor a digit"),
                fault(
                        ACTOR,
                        actor("'aliases': 'Kiev'"),
                        "/aliases",
                        "must be a list, but is a text"),
                fault(
                        ACTOR,
                        actor("'aliases': ['x', null]"),
                        "/aliases/1",
                        "must be a text, but is null"),
                fault(
                        ACTOR,
                        actor("'aliases': ['x', '!']"),
                        "/aliases/1",
                        "has neither a letter nor a digit"),
                fault(
                        ACTOR,
                        actor("'aliases': [" + "'x',".repeat(100) + "'x']"),
                        "/aliases",
                        "has 101 elements, but at most 100 are allowed"),
                fault(ACTOR, actor("'alias': []"), "/alias", "is unknown", "aliases"),
                fault(ACTOR, actor("'a/b~c': 1"), "/a~1b~0c", "is unknown"),
                fault(
                        ACTOR,
                        actor("'id': 'other'"),
                        "/id",
                        "is other, but the address has some-id"),
                fault(
                        ACTOR,
                        actor("'code': 'RU'"),
                        "/code",
                        "RU is not an ISO 3166-1 alpha-3 code of a country; RU is RUS there"),
                fault(
                        ACTOR,
                        actor("'code': 'IGO'"),
                        "/code",
                        "IGO is not an ISO 3166-1 alpha-3 code of a country"),
                fault(
                        ACTOR,
                        "{'kind': 'group', 'name': 'A', 'code': 'ABC'}",
                        "/code",
                        "ABC is neither an ISO 3166-1 alpha-3 code nor one of IGO, NGO, ISM, IMG, MNC or a region's"),
                fault(
                        ACTOR,
                        actor("'wikidata': '159'"),
                        "/wikidata",
                        "159 is not a Wikidata item: give a Q and digits"),
                fault(
                        ACTOR,
                        actor("'membership': 'none'"),
                        "/membership",
                        "must be one of defined, undefined, but is 'none'"),
                fault(
                        ACTOR,
                        actor("'membership': 'undefined'"),
                        "/membership",
                        "may be undefined only for a group"),
                fault(
                        ACTOR,
                        actor("'memberOf': ['x']"),
                        "/memberOf/0",
                        "must be an object, but is a text"),
                fault(
                        ACTOR,
                        actor("'memberOf': [{'role': 'x'}]"),
                        "/memberOf/0/actor",
                        "is missing"),
                fault(
                        ACTOR,
                        actor("'memberOf': [{'actor': 'x', 'since': '2020'}]"),
                        "/memberOf/0/since",
                        "is unknown"),
                fault(
                        ACTOR,
                        actor("'memberOf': [{'actor': 'x', 'from': '2020', 'to': '2019'}]"),
                        "/memberOf/0/to",
                        "is before from"),
                fault(
                        ACTOR,
                        actor("'mergedInto': 'Not an id'"),
                        "/mergedInto",
                        "'Not an id' is not an id: lower-case letters and digits in groups joined by '-', at most 64 characters"),
                fault(ISSUE, "{'name': 'A'}", "/proposition", "is missing"),
                fault(
                        ISSUE,
                        "{'name': 'A', 'proposition': '" + "p".repeat(501) + "'}",
                        "/proposition",
                        "has 501 characters, but at most 500 are allowed"),
                fault(
                        ISSUE,
                        "{'name': 'A', 'proposition': 'P', 'parent': 3}",
                        "/parent",
                        "must be a text, but is a number"),
                fault(OUTLET, "{'name': 'A'}", "/kind", "is missing"),
                fault(
                        OUTLET,
                        outlet("'country': 'Russia'"),
                        "/country",
                        "Russia is not an ISO 3166-1 alpha-3 code of a country"),
                fault(
                        OUTLET,
                        outlet("'url': 'ftp://a.example'"),
                        "/url",
                        "must be http:// or https:// and a host"),
                fault(
                        OUTLET,
                        outlet("'url': 'https:///x'"),
                        "/url",
                        "must be http:// or https:// and a host"),
                fault(
                        OUTLET,
                        outlet("'url': 'https://a b'"),
                        "/url",
                        "is not a URL: Illegal character in authority at character 10"),
                fault(
                        OUTLET,
                        outlet("'reliability': [{'grade': 'G'}]"),
                        "/reliability/0/grade",
                        "must be one of A, B, C, D, E, F, but is 'G'"),
                fault(
                        OUTLET,
                        outlet("'reliability': [{'from': '2024-01-01'}]"),
                        "/reliability/0/grade",
                        "is missing"),
                fault(
                        OUTLET,
                        outlet("'reliability': [{'grade': 'A', 'from': '2024-02-30'}]"),
                        "/reliability/0/from",
                        "'2024-02-30' is not a date: write year, month and day, such as 2024-01-31"),
                fault(
                        OUTLET,
                        outlet(
                                "'reliability': [{'grade': 'A', 'from': '2024-01-01'}, {'grade': 'B', 'from': '2024-01-01'}]"),
                        "/reliability/1/from",
                        "two grades begin on this day: leave one of them out"),
                fault(
                        OUTLET,
                        outlet("'reliability': [{'grade': 'A'}, {'grade': 'B'}]"),
                        "/reliability/1/from",
                        "two grades have no first day: give from in one of them"));
    }

    @ParameterizedTest(name = "{1}: {2} {3}")
    @MethodSource("faults")
    void a_fault_is_told_with_its_place(
            EntryType type, String json, String pointer, String message, List<String> suggestions) {
        assertThat(violations(type, "some-id", json))
                .containsExactly(new Violation(pointer, message, suggestions));
    }

    @Test
    void a_date_that_cannot_be_read_is_told_in_the_words_of_who_reads_dates() {
        assertThat(
                        violations(
                                ACTOR,
                                "some-id",
                                actor("'memberOf': [{'actor': 'x', 'from': '2020-13'}]")))
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
        assertThat(violations(ACTOR, "some-id", actor("'sector': 'GVT'")))
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

    @Test
    void a_field_that_a_later_release_added_does_not_keep_a_record_from_being_read()
            throws Exception {
        var later =
                "{'proposition': 'P', 'name': 'N', 'scale': 3}".replace('\'', '"').getBytes(UTF_8);

        assertThat(EntryCodec.decode("issue/n".getBytes(UTF_8), later))
                .isEqualTo(new Issue("n", "P", "N", List.of(), null, null));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(null, "{}", "its key '' must be actor/…, issue/… or outlet/…"),
                Arguments.of(
                        "place/x", "{}", "its key 'place/x' must be actor/…, issue/… or outlet/…"),
                Arguments.of("issue/X", TALKS_JSON, "its value, of key issue/X: 'X' is not an id"),
                Arguments.of(
                        "issue/x",
                        TALKS_JSON,
                        "its value, of key issue/x: /id: is talks, but the address has x"),
                Arguments.of(
                        "issue/x",
                        "{\"name\":\"N\"}",
                        "its value, of key issue/x: /proposition: is missing"),
                Arguments.of("issue/x", "nonsense", "its value, of key issue/x: line 1, column "));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void a_record_that_is_no_entry_says_why(String key, String value, String message) {
        assertThatThrownBy(
                        () ->
                                EntryCodec.decode(
                                        key == null ? null : key.getBytes(UTF_8),
                                        value.getBytes(UTF_8)))
                .isInstanceOf(UnreadableEntry.class)
                .hasMessageStartingWith(message);
    }

    private static Arguments fault(
            EntryType type, String json, String pointer, String message, String... suggestions) {
        return Arguments.of(type, json, pointer, message, List.of(suggestions));
    }

    /** An actor in which everything is right, but for one field perhaps. */
    private static String actor(String field) {
        var name = field.substring(0, field.indexOf(':'));
        return Stream.of("'kind': 'state'", "'name': 'A'")
                .filter(each -> !each.startsWith(name))
                .collect(joining(", ", "{", ", " + field + "}"));
    }

    private static String outlet(String field) {
        return "{'kind': 'online', 'name': 'A', " + field + "}";
    }

    private static RegistryEntry read(EntryType type, String id, String json) throws Exception {
        return EntryCodec.read(type, id, json.replace('\'', '"').getBytes(UTF_8));
    }

    private static List<Violation> violations(EntryType type, String id, String json) {
        return catchThrowableOfType(InvalidBody.class, () -> read(type, id, json)).violations();
    }
}
