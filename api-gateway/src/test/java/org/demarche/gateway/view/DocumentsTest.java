package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy lists its documents as a plain map would, in the order of their parts. */
class DocumentsTest {

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @Test
    void parts_are_compared_and_not_characters() {
        var copy = Filled.positions();
        var keys =
                List.of(
                        "p/a/i",
                        "p/a/i-1",
                        "p/a-b/i",
                        "x/-/2024-01-01/a/i",
                        "x/-/2024-01-01/a-b/i",
                        "x/2023-01-01/2024-01-01/a/i");
        keys.reversed().forEach(key -> Filled.put(copy, 0, key, Filled.document(key, 1)));

        assertThat(Filled.keys(copy.documents("", null, 100))).isEqualTo(keys);
        assertThat(Filled.keys(copy.documents("p/a", null, 100)))
                .containsExactly("p/a/i", "p/a/i-1", "p/a-b/i");
        assertThat(Filled.keys(copy.documents("p/", "p/a/i/behind", 1))).containsExactly("p/a/i-1");
        assertThat(copy.document("p/a/i")).isPresent();
        assertThat(copy.document("p/a")).isEmpty();
        assertThat(copy.document("~0")).isEmpty();
    }

    @Test
    void what_earlier_releases_published_of_events_is_passed_over() {
        var copy = Filled.positions();
        Filled.put(copy, 0, "p/a/i", Filled.document("p/a/i", 1));
        Filled.put(copy, 0, "e/a/i/000000000000000000000000/t/0", "{}");
        Filled.put(copy, 0, "e/a/i/000000000000000000000000/t/1", null);

        assertThat(Filled.keys(copy.documents("", null, 100))).containsExactly("p/a/i");
        assertThat(copy.documentCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_stretch_is_that_of_a_map(int seed) {
        var random = new Random(seed);
        var copy = Filled.positions();
        var map = new TreeMap<String, String>(Filled::inParts);
        for (var n = 0; n < 120; n++) {
            var key = Filled.key(random);
            if (random.nextInt(5) == 0) {
                Filled.put(copy, 0, key, null);
                map.remove(key);
            } else {
                Filled.put(copy, 0, key, Filled.document(key, n));
                map.put(key, Filled.document(key, n));
            }
        }

        for (var n = 0; n < 20; n++) {
            var prefix = Filled.prefix(random);
            var after = random.nextBoolean() ? null : Filled.prefix(random);
            var most = 1 + random.nextInt(10);
            var expected =
                    map.entrySet().stream()
                            .filter(one -> one.getKey().startsWith(prefix))
                            .filter(one -> after == null || Filled.inParts(one.getKey(), after) > 0)
                            .limit(most)
                            .map(one -> one.getKey() + ' ' + one.getValue())
                            .toList();

            assertThat(copy.documents(prefix, after, most))
                    .as("%s after %s", prefix, after)
                    .map(one -> one.key() + ' ' + new String(one.bytes(), UTF_8))
                    .isEqualTo(expected);
        }
        assertThat(copy.documentCount()).isEqualTo(map.size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pages_have_each_key_once_while_others_come_and_go(int seed) {
        var random = new Random(seed);
        var copy = Filled.positions();
        var staying = new TreeMap<String, String>(Filled::inParts);
        for (var n = 0; n < 80; n++) {
            var key = Filled.key(random);
            staying.put(key, Filled.document(key, n));
            Filled.put(copy, 0, key, Filled.document(key, n));
        }
        var everThere = new HashSet<>(staying.keySet());
        var prefix = Filled.prefix(random);
        var size = 1 + random.nextInt(7);

        var listed =
                pages(
                        copy,
                        prefix,
                        size,
                        last -> {
                            var key = Filled.key(random);
                            if (random.nextBoolean()) {
                                everThere.add(key);
                                Filled.put(copy, 0, key, Filled.document(key, 0));
                            } else {
                                staying.remove(key);
                                Filled.put(copy, 0, key, null);
                            }
                            if (random.nextInt(3) == 0) {
                                staying.remove(last); // what the cursor names has gone
                                Filled.put(copy, 0, last, null);
                            }
                        });

        assertThat(listed).isSortedAccordingTo(Filled::inParts).doesNotHaveDuplicates();
        assertThat(everThere).containsAll(listed);
        assertThat(listed)
                .containsAll(
                        staying.keySet().stream().filter(key -> key.startsWith(prefix)).toList());
    }

    @Test
    void a_declared_document_is_merged_of_the_parts_in_their_order() {
        var copy = Filled.plain(3, DocumentsTest::joined);
        Filled.put(copy, 2, "daily/2024", "c");
        Filled.put(copy, 0, "daily/2024", "a");
        Filled.put(copy, 1, "daily", "b");
        Filled.put(copy, 1, "e/some-report", "no document");

        assertThat(Filled.keys(copy.documents("", null, 9))).containsExactly("daily", "daily/2024");
        var before = copy.document("daily/2024").orElseThrow();
        Filled.put(copy, 0, "daily/2024", null);
        assertThat(before.bytes()).asString(UTF_8).isEqualTo("a+c");
        assertThat(copy.document("daily/2024").orElseThrow().bytes())
                .asString(UTF_8)
                .isEqualTo("c");
        Filled.put(copy, 2, "daily/2024", null);
        assertThat(copy.document("daily/2024")).isEmpty();
    }

    @Test
    void texts_beyond_ascii_are_in_the_order_of_their_code_points() {
        var copy = Filled.plain(1, DocumentsTest::joined);
        var keys = List.of("", "z", "z/ü", "z ", "ü", "\uffee", "\ud83d\ude00");
        keys.reversed().forEach(key -> Filled.put(copy, 0, key, "1"));

        assertThat(Filled.keys(copy.documents("", null, 9))).isEqualTo(keys);
        assertThat(pages(copy, "", 2, _ -> {})).isEqualTo(keys);
    }

    private static List<String> pages(
            ViewCopy<?> copy, String prefix, int size, Consumer<String> between) {
        var listed = new ArrayList<String>();
        var page = Filled.keys(copy.documents(prefix, null, size));
        while (!page.isEmpty()) {
            listed.addAll(page);
            between.accept(page.getLast());
            page = Filled.keys(copy.documents(prefix, page.getLast(), size));
        }
        return listed;
    }

    private static byte[] joined(List<byte[]> parts) {
        return parts.stream()
                .map(part -> new String(part, UTF_8))
                .collect(joining("+"))
                .getBytes(UTF_8);
    }
}
