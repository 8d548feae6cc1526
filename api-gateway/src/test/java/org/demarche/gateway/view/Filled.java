package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Mark;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/** Copies that hold what a test gives them, without a log. */
public final class Filled {

    private static final List<String> IDS = List.of("a", "a-b", "a-b-c", "a1", "ab", "b", "b-1");
    private static final List<String> DAYS = List.of("-", "2024-01-01", "2024-01-02", "2023-12-31");

    private Filled() {}

    public static ViewCopy<?> positions() {
        return new PositionsCopy(
                VersionId.POSITIONS, 1, Instant.MAX, Rule.LATEST_OWN_1, Stream::empty);
    }

    /** A document that a view may have under this key; it differs by the number. */
    public static String document(String key, int n) {
        var parts = key.split("/", -1);
        return key.startsWith("p/")
                ? "{\"actor\":\"%s\",\"issue\":\"%s\",\"counts\":{},\"n\":%d}"
                        .formatted(parts[1], parts[2], n)
                : "{\"kind\":\"flip\",\"n\":%d}".formatted(n);
    }

    public static ViewCopy<?> plain(int partitions, Function<List<byte[]>, byte[]> merge) {
        return new PlainCopy(
                new VersionId("coverage", 1),
                partitions,
                new PlainForm(key -> key.startsWith("e/") ? null : key, (_, _) -> {}, merge));
    }

    /**
     * @param document null: there is none any more
     */
    public static <C> void put(
            ViewCopy<C> copy, int partition, String key, @Nullable String document) {
        try {
            var record =
                    new ConsumerRecord<>(
                            "view",
                            partition,
                            0,
                            key.getBytes(UTF_8),
                            document == null ? null : document.getBytes(UTF_8));
            var change = copy.change(record);
            copy.apply(partition, change == null ? List.of() : List.of(change), Mark.START);
        } catch (UnreadableEvent e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A key as a view of positions has it, of few that are much alike. */
    public static String key(Random random) {
        var subject = one(IDS, random) + '/' + one(IDS, random);
        return random.nextBoolean()
                ? "p/" + subject
                : "x/%s/2024-02-0%d/%s"
                        .formatted(one(DAYS, random), 1 + random.nextInt(3), subject);
    }

    /** A prefix that may be asked for: the beginning of a key, cut anywhere. */
    public static String prefix(Random random) {
        var key = key(random);
        return random.nextInt(4) == 0 ? "" : key.substring(0, random.nextInt(key.length() + 1));
    }

    /** Compares keys in the order of documents, by a second implementation. */
    public static int inParts(String a, String b) {
        return Arrays.compare(a.split("/", -1), b.split("/", -1));
    }

    static List<String> keys(List<KeyedDocument> documents) {
        return new ArrayList<>(documents.stream().map(KeyedDocument::key).toList());
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
