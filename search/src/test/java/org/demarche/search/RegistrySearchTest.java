package org.demarche.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Registry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invented states along a river, and who speaks for them. */
class RegistrySearchTest {

    private final Registry registry = new Registry();
    private final RegistrySearch search = new RegistrySearch(registry);

    @AfterEach
    void close() {
        search.close();
    }

    private void actor(String id, String name, String... aliases) {
        registry.apply(
                new Actor(
                        id,
                        Actor.Kind.STATE,
                        name,
                        List.of(aliases),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        null));
    }

    private void issue(String id, String name, String proposition) {
        registry.apply(new Issue(id, proposition, name, List.of(), null, null));
    }

    private void river() {
        actor("arvenia", "Arvenia", "Republic of Arvenia", "Арвения", "阿尔维尼亚共和国");
        actor("arvenian-navy", "Arvenian Navy", "The Fleet");
        actor("belmora", "Belmóra", "Tarn");
        actor("tarn", "Tarn-on-Sea");
        actor("ida-reyes", "Ida Reyes", "Minister Reyes", "Navy minister of Arvenia");
        actor("norvenia", "Norvenia");
    }

    private List<String> actors(String text) {
        return ids(EntryType.ACTOR, text, null, 100);
    }

    private List<String> ids(EntryType type, String text, @Nullable Hit after, int most) {
        return search.find(type, NameQuery.of(text), after, most).stream().map(Hit::id).toList();
    }

    @Test
    void exact_names_come_first_then_beginnings_then_words_then_typing_errors() {
        river();

        assertThat(actors("arvenia"))
                .containsExactly("arvenia", "arvenian-navy", "ida-reyes", "norvenia");
        assertThat(actors("navy")).containsExactly("ida-reyes", "arvenian-navy");
        assertThat(actors("navy arvenian")).startsWith("arvenian-navy");
    }

    @Test
    void the_first_question_after_a_start_waits_for_the_index() {
        for (var i = 0; i < 300; i++) actor("state-" + i, "Faraway State " + i);
        actor("arvenia", "Arvenia");

        try (var started =
                RegistrySearch.of(
                        registry, CompletableFuture.completedFuture(null), Duration.ofMinutes(1))) {
            assertThat(started.to(EntryType.ACTOR, "Arvemia"))
                    .extracting(near -> near.id())
                    .contains("arvenia");
        }
    }

    @Test
    void an_id_or_a_preferred_name_goes_before_an_alias() {
        river();

        assertThat(actors("tarn")).startsWith("tarn", "belmora");
        assertThat(actors("Belmora")).containsExactly("belmora");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ARVENIA, arvenia",
        "Árvénia, arvenia",
        "арвения, arvenia",
        "АРВЕНИ, arvenia",
        "阿尔维尼亚, arvenia",
        "共和国, arvenia",
        "belmora, belmora",
        "BELMÓ, belmora",
        "arvenian-navy, arvenian-navy",
        "the  fleet!, arvenian-navy",
        "reyes, ida-reyes",
        "rey, ida-reyes",
        "reyes ida, ida-reyes",
        "eyes, ida-reyes",
    })
    void a_part_of_a_name_is_enough_in_any_case_script_and_order(String text, String first) {
        river();

        assertThat(actors(text)).first().isEqualTo(first);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "arvenai, arvenia",
        "arveniia, arvenia",
        "aruenja, arvenia",
        "belmroa, belmora",
        "reyse, ida-reyes",
        "ida reyez, ida-reyes",
        "Арвиния, arvenia",
        "president reyes, ida-reyes",
    })
    void a_letter_or_two_may_be_wrong_and_a_word_too_many(String text, String first) {
        river();

        assertThat(actors(text)).first().isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zimbabwe", "xy", "rno", "president of the moon"})
    void what_is_like_nothing_finds_nothing(String text) {
        river();

        assertThat(actors(text)).isEmpty();
    }

    @Test
    void fewer_wrong_letters_go_first() {
        actor("a", "Mordania");
        actor("b", "Mordavia");
        actor("c", "Nordania");

        assertThat(actors("mordavia")).containsExactly("b", "a", "c");
    }

    @Test
    void issues_are_found_by_their_proposition_behind_those_that_are_called_so() {
        issue("dam", "The dam", "The treaty on the dam should be signed");
        issue("river-treaty", "River treaty", "The river should be shared");

        assertThat(ids(EntryType.ISSUE, "treaty", null, 10)).containsExactly("river-treaty", "dam");
        assertThat(ids(EntryType.ISSUE, "signed dam", null, 10)).containsExactly("dam");
        assertThat(ids(EntryType.ACTOR, "treaty", null, 10)).isEmpty();
    }

    @Test
    void what_changes_is_found_under_its_new_names_alone() {
        actor("arvenia", "Arvenia", "Old Kingdom");
        assertThat(actors("kingdom")).containsExactly("arvenia");

        actor("arvenia", "Arvenia", "Republic");
        actor("belmora", "Belmora", "Kingdom");

        assertThat(actors("kingdom")).containsExactly("belmora");
        assertThat(actors("republic")).containsExactly("arvenia");
    }

    @Test
    void what_was_there_before_the_search_began_is_found() {
        river();

        try (var late = new RegistrySearch(registry)) {
            assertThat(late.find(EntryType.ACTOR, NameQuery.of("tarn"), null, 1))
                    .extracting(Hit::id)
                    .containsExactly("tarn");
        }
    }

    @Test
    void pages_follow_on_each_other_though_entries_come_between() {
        for (var i = 10; i < 20; i++) {
            actor("river-" + i, "River " + i);
        }
        var seen = new ArrayList<String>();
        @Nullable Hit last = null;
        for (var page = 0; page < 4; page++) {
            var hits = search.find(EntryType.ACTOR, NameQuery.of("river"), last, 3);
            hits.forEach(hit -> seen.add(hit.id()));
            last = Hit.at(hits.getLast().place()).orElseThrow();
            actor("brook-" + page, "Brook of the river");
            actor("river", "Before them all");
        }

        assertThat(seen)
                .startsWith(
                        "river-10",
                        "river-11",
                        "river-12",
                        "river-13",
                        "river-14",
                        "river-15",
                        "river-16",
                        "river-17",
                        "river-18",
                        "river-19")
                .doesNotHaveDuplicates();
    }

    @Test
    void before_anything_is_registered_nothing_is_found() {
        assertThat(actors("arvenia")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', has neither a letter nor a digit",
        "'*?', has neither a letter nor a digit",
    })
    void a_text_without_a_word_is_refused(String text, String message) {
        assertThatThrownBy(() -> NameQuery.of(text)).hasMessage(message);
    }

    @Test
    void a_text_that_no_name_has_the_length_of_is_refused() {
        assertThatThrownBy(() -> NameQuery.of("a".repeat(201)))
                .hasMessage("has more than 200 characters");
        assertThatThrownBy(() -> NameQuery.of("a ".repeat(33)))
                .hasMessage("has more than 32 words");
        assertThat(NameQuery.of("a" + "\ud83c\udf0a".repeat(199))).isNotNull();
    }

    /** Thirty-two words, long ones, and letters that become eighteen: Lucene has limits, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f",
                "abcdef bcdefg cdefgh defghi efghij fghijk ghijkl hijklm ijklmn jklmno klmnop lmnopq mnopqr nopqrs opqrst pqrstu qrstuv rstuvw stuvwx tuvwxy uvwxyz vwxyza wxyzab xyzabc yzabcd zabcde abcdeg abcdeh",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababababababababababababababababababababababababababababababababababababab",
                "ﷺﷺﷺﷺﷺﷺﷺﷺ",
                "㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖㌖",
                "👋🏽 𝒜𝓇𝓋",
            })
    void no_text_within_the_limits_is_too_much(String text) {
        river();

        assertThat(actors(text)).doesNotContain("belmora");
    }
}
