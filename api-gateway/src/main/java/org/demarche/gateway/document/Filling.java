package org.demarche.gateway.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;

/**
 * Fills a page until it has a number of items or a number of bytes, because a document may have 64
 * KiB. So a page may have few items although there is a next page.
 */
final class Filling {

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final List<byte[]> items = new ArrayList<>();
    private final int limit;
    private int bytes;
    private String last = "";

    Filling(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return items.size() >= limit || bytes >= MOST_BYTES;
    }

    void add(String key, byte[] item) {
        items.add(item);
        bytes += item.length;
        last = key;
    }

    /**
     * @param hasMore whether more items follow the last one
     * @param place makes the content of the cursor from the last key
     */
    Page<byte[]> page(Query query, boolean hasMore, Function<String, String> place) {
        return new Page<>(
                items,
                hasMore ? Optional.of(query.cursorBehind(place.apply(last))) : Optional.empty());
    }
}
