package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.demarche.position.projection.DocumentSink;
import org.jspecify.annotations.Nullable;

/** A view in memory, which refuses a document that it has already. */
public final class View implements DocumentSink {

    /**
     * @param headers as texts
     * @param value null where it was taken back
     */
    public record Put(String key, String headers, @Nullable String value) {}

    public final List<Put> puts = new ArrayList<>();
    private final Map<String, String> standing = new TreeMap<>();

    @Override
    public void put(String key, byte @Nullable [] value, Header... headers) {
        var document = value == null ? null : new String(value, UTF_8);
        assertThat(document).as(key).isNotEqualTo(standing.get(key));
        if (document == null) {
            standing.remove(key);
        } else {
            standing.put(key, document);
        }
        puts.add(new Put(key, text(headers), document));
    }

    /** Those that stand. */
    Map<String, String> documents() {
        return Map.copyOf(standing);
    }

    private static String text(Header... headers) {
        return Stream.of(headers)
                .map(header -> header.key() + '=' + new String(header.value(), UTF_8))
                .collect(Collectors.joining(" "));
    }
}
