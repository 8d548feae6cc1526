package org.demarche.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Outlet;
import org.demarche.log.registry.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry's suggestions for a name that no entry has. */
class NearNamesTest {

    private final Registry registry = new Registry();
    private final RegistrySearch search = new RegistrySearch(registry);

    @AfterEach
    void close() {
        search.close();
    }

    private void outlet(String id, String name, String... aliases) {
        registry.apply(
                new Outlet(
                        id,
                        name,
                        List.of(aliases),
                        Outlet.Kind.OTHER,
                        null,
                        null,
                        null,
                        List.of(),
                        null));
    }

    private void five() {
        outlet("russia", "Russia", "Russian Federation", "Moscow", "Kremlin");
        outlet("ukraine", "Ukraine", "Kyiv", "Kiev", "\u041a\u0438\u0457\u0432");
        outlet("france", "France", "\u00c9lys\u00e9e");
        outlet(
                "volodymyr-zelensky",
                "Volodymyr Zelensky",
                "Zelensky",
                "Zelenskyy",
                "\u0417\u0435\u043b\u0435\u043d\u0441\u044c\u043a\u0438\u0439");
        outlet("dmitry-peskov", "Dmitry Peskov");
    }

    private List<String> near(String name) {
        return registry.nearest(EntryType.OUTLET, name);
    }

    private void takeInAll() {
        registry.neighbours(EntryType.OUTLET, "anything");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Rusia, Russia",
        "Moskow, Moscow",
        "Kyjiv, Kyiv",
        "Zelenskiy, Zelensky",
        "Dimitri Peskov, Dmitry Peskov",
        "Peskov, Dmitry Peskov",
        "Peskow, Dmitry Peskov",
        "Peskov Dmitri, Dmitry Peskov",
        "the Kremlin, Kremlin",
        "\u0417\u0435\u043b\u0435\u043d\u0441\u043a\u0438\u0439, \u0417\u0435\u043b\u0435\u043d\u0441\u044c\u043a\u0438\u0439",
    })
    void an_unknown_name_gets_the_nearest_known_one_first(String name, String nearest) {
        five();

        assertThat(near(name)).first().isEqualTo(nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zimbabwe", "Greece", "x", "!!!", "", "\u5317\u4eac", "Volkswagen"})
    void a_name_that_is_like_none_gets_no_suggestion(String name) {
        five();

        assertThat(near(name)).isEmpty();
    }

    @Test
    void suggestions_are_three_at_most_each_of_another_entry() {
        outlet("north-korea", "North Korea", "Nord Korea");
        outlet("south-korea", "South Korea");
        outlet("korea-a", "Korea A");
        outlet("korea-b", "Korea B");

        assertThat(near("Korea")).containsExactly("Korea A", "Korea B", "North Korea");
    }

    @Test
    void the_same_letters_come_first() {
        outlet("peskova", "Peskova");
        outlet("dmitry-peskov", "Dmitry Peskov");
        outlet("lund", "Jose Perez Lund");
        outlet("holm", "P\u00e9rez Holm");

        assertThat(near("Peskov")).containsExactly("Dmitry Peskov", "Peskova");
        assertThat(near("P\u00e9rez")).first().isEqualTo("P\u00e9rez Holm");
    }

    @Test
    void what_has_just_come_is_suggested_and_what_has_gone_is_not() {
        assertThat(near("Evning Star")).isEmpty();
        outlet("es", "Evening Star");
        assertThat(near("Evning Star")).containsExactly("Evening Star");

        outlet("es", "Night Star");
        assertThat(near("Evning Star")).isEmpty();
    }

    @Test
    void a_name_is_found_among_many_that_share_a_word_with_it() {
        for (var i = 0; i < 500; i++) {
            outlet("gazette-" + i, "Gazette of District " + i);
        }
        outlet("orr", "Gazette of Upper Orr");
        takeInAll();

        assertThat(near("Gazete of Uper Orr")).containsExactly("Gazette of Upper Orr");
    }

    /** Names of a hundred words of one letter each, of which every one is in every other. */
    @Test
    void long_names_of_short_words_cost_milliseconds() {
        var letters = new Random(5);
        for (var i = 0; i < 40; i++) {
            var aliases = new ArrayList<String>();
            for (var j = 0; j < 100; j++) {
                aliases.add(words(letters, 100));
            }
            outlet("outlet-" + i, "Outlet " + i, aliases.toArray(String[]::new));
        }
        takeInAll();

        assertThat(spent(() -> near(words(letters, 100)))).isLessThan(Duration.ofMillis(300));
        assertThat(spent(() -> near(words(letters, 9)))).isLessThan(Duration.ofMillis(300));
        assertThat(near(words(letters, 100))).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void among_many_entries_it_costs_no_more_than_milliseconds_either() {
        var letters = new Random(7);
        for (var i = 0; i < 5_000; i++) {
            outlet("outlet-" + i, word(letters) + ' ' + word(letters) + ' ' + i);
        }
        outlet("meant", "Evening Planet");
        takeInAll();

        assertThat(near("Evenign Planet")).contains("Evening Planet");
        assertThat(spent(() -> near("Mornign Planets of the West")))
                .isLessThan(Duration.ofMillis(300));
    }

    @Test
    void who_asks_does_not_take_in_a_large_registry_unless_none_may_be_missed() {
        for (var i = 0; i < 1_000; i++) {
            outlet("outlet-" + i, "Gazette " + i);
        }
        outlet("meant", "Evening Planet");

        assertThat(near("Evenign Planet")).isEmpty();
        assertThat(registry.neighbours(EntryType.OUTLET, "Evenign Planet"))
                .containsExactly("Evening Planet");
        assertThat(near("Evenign Planet")).containsExactly("Evening Planet");
    }

    @Test
    void a_request_that_was_told_to_stop_looks_no_further() {
        five();
        takeInAll();
        Thread.currentThread().interrupt();
        var stopped = near("Rusia");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped).isEmpty();
        assertThat(near("Rusia")).containsExactly("Russia");
    }

    private static String words(Random letters, int number) {
        var words = new StringJoiner(" ");
        for (var i = 0; i < number; i++) {
            words.add(Character.toString('a' + letters.nextInt(26)));
        }
        return words.toString();
    }

    private static String word(Random letters) {
        return words(letters, 7).replace(" ", "");
    }

    /** Of the processor: the machine may have other things to do. */
    private static Duration spent(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    }
}
