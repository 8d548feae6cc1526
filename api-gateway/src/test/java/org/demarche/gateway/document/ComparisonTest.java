package org.demarche.gateway.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.demarche.gateway.document.Compared.Kind;
import org.demarche.gateway.view.Filled;
import org.demarche.gateway.view.ViewCopy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The diff of two copies is that of two maps. */
class ComparisonTest {

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    private record Side(ViewCopy<?> copy, TreeMap<String, String> map) {

        static Side of(Random random, int size) {
            var side = new Side(Filled.positions(), new TreeMap<>(Filled::inParts));
            for (var n = 0; n < size; n++) {
                side.put(Filled.key(random), random.nextInt(2));
            }
            return side;
        }

        void put(String key, int n) {
            var document = Filled.document(key, n);
            map.put(key, document);
            Filled.put(copy, 0, key, document);
        }

        @Nullable String get(String key) {
            return map.get(key);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void it_tells_of_every_key_what_two_maps_would(int seed) {
        var random = new Random(seed);
        var here = Side.of(random, random.nextInt(150));
        var there = Side.of(random, random.nextInt(150));
        var prefix = Filled.prefix(random);
        var keys = new TreeSet<String>(Filled::inParts);
        keys.addAll(here.map().keySet());
        keys.addAll(there.map().keySet());
        var expected =
                keys.stream()
                        .filter(key -> key.startsWith(prefix))
                        .map(key -> told(key, here.get(key), there.get(key)))
                        .toList();

        var compared = all(new Comparison(here.copy(), there.copy(), prefix, null));

        assertThat(compared).isEqualTo(expected);
        if (!keys.isEmpty()) {
            var after = List.copyOf(keys).get(random.nextInt(keys.size()));
            assertThat(all(new Comparison(here.copy(), there.copy(), prefix, after)))
                    .isEqualTo(
                            expected.stream()
                                    .filter(one -> Filled.inParts(one.split(" ")[0], after) > 0)
                                    .toList());
        }
    }

    @Test
    void what_is_longer_than_a_chunk_on_either_side_is_compared_to_its_end() {
        var here = new Side(Filled.positions(), new TreeMap<>());
        var there = new Side(Filled.positions(), new TreeMap<>());
        for (var n = 0; n < 2 * DocumentWalk.CHUNK; n++) {
            (n % 3 == 0 ? here : there).put("p/actor-%d/i".formatted(n), 0);
            there.put("x/-/2024-01-01/actor-%d/i".formatted(n), n);
            here.put("x/-/2024-01-01/actor-%d/i".formatted(n), n / 7 * 7);
        }
        var counts = new Counts();
        var comparison = new Comparison(here.copy(), there.copy(), "", null);

        for (var next = comparison.next(); next != null; next = comparison.next()) {
            counts.add(next);
        }

        assertThat(counts.json())
                .isEqualTo(
                        "\"counts\":{\"onlyHere\":334,\"onlyThere\":666,\"differ\":857,\"same\":143}");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lines_are_the_counts_each_difference_and_how_many_they_were(int seed) {
        var random = new Random(seed);
        var here = Side.of(random, 40);
        var there = Side.of(random, 40);
        var differences =
                all(new Comparison(here.copy(), there.copy(), "", null)).stream()
                        .filter(one -> !one.endsWith(Kind.SAME.name()))
                        .toList();
        var lines =
                new DiffLines(() -> new Comparison(here.copy(), there.copy(), "", null), Set.of());
        var text = new StringBuilder();

        while (!lines.isAtEnd()) {
            text.append(new String(lines.next(), UTF_8));
        }

        var told = text.toString().lines().toList();
        assertThat(told).hasSize(differences.size() + 2);
        assertThat(told.getFirst()).startsWith("{\"counts\":{\"onlyHere\":");
        assertThat(told.getLast())
                .isEqualTo("{\"summary\":{\"differences\":%d}}".formatted(differences.size()));
        for (var n = 0; n < differences.size(); n++) {
            var key = differences.get(n).split(" ")[0];
            assertThat(told.get(n + 1))
                    .isEqualTo(
                            "{\"key\":\"%s\",\"here\":%s,\"there\":%s}"
                                    .formatted(key, here.get(key), there.get(key)));
        }
    }

    private static List<String> all(Comparison comparison) {
        var all = new ArrayList<String>();
        for (var next = comparison.next(); next != null; next = comparison.next()) {
            var told = told(next.key(), text(next.here()), text(next.there()));
            assertThat(told).endsWith(next.kind().name());
            all.add(told);
        }
        return all;
    }

    private static String told(String key, @Nullable String here, @Nullable String there) {
        var kind = there == null ? Kind.ONLY_HERE : here == null ? Kind.ONLY_THERE : null;
        var both = Objects.equals(here, there) ? Kind.SAME : Kind.DIFFER;
        return "%s %s %s %s".formatted(key, here, there, kind == null ? both : kind);
    }

    private static @Nullable String text(byte @Nullable [] document) {
        return document == null ? null : new String(document, UTF_8);
    }
}
