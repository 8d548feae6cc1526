package org.demarche.gateway.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.gateway.view.Document;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page; empty if this is the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** The most events that a page may read and fold, unless one pair alone has more. */
    public static final int MOST_EVENTS = 20_000;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * @param found the items, with one more than the limit if there are more
     * @param last gives the content of the cursor after an item
     */
    public static <T> Page<T> of(Query query, List<T> found, int limit, Function<T, String> last) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        var items = found.subList(0, limit);
        return new Page<>(items, Optional.of(query.cursorBehind(last.apply(items.getLast()))));
    }

    /** Writes the page as {@code {"items": […], "next": cursor or null}}, like every list. */
    public Document list(Function<T, byte[]> json) {
        return list("", json);
    }

    /**
     * Writes the page by joining bytes that are JSON already. Cursors need no escaping.
     *
     * @param lead members of the list as a whole, which come before the items, each with a comma
     *     after it
     */
    public Document list(String lead, Function<T, byte[]> json) {
        var bytes = new ByteArrayOutputStream(1024 * (1 + items.size()));
        bytes.writeBytes("{%s\"items\":[".formatted(lead).getBytes(US_ASCII));
        for (var i = 0; i < items.size(); i++) {
            if (i > 0) {
                bytes.write(',');
            }
            bytes.writeBytes(json.apply(items.get(i)));
        }
        var rest = next.map(cursor -> '"' + cursor + '"').orElse("null");
        bytes.writeBytes("],\"next\":%s}".formatted(rest).getBytes(US_ASCII));
        return Document.of(bytes.toByteArray());
    }
}
