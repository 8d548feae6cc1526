package org.demarche.log.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.log.registry.EntryType.ACTOR;
import static org.demarche.log.registry.EntryType.ISSUE;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.model.edtf.Edtf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry has one form: as it is put, stored and served. */
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
        var entry =
                read(
                        ACTOR,
                        "a",
                        "{'kind': 'state', 'name': '%s'}".formatted("e\u0301".repeat(200)));

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

    private static RegistryEntry read(EntryType type, String id, String json) throws Exception {
        return EntryCodec.read(type, id, json.replace('\'', '"').getBytes(UTF_8));
    }
}
