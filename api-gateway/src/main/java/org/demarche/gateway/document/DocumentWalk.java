package org.demarche.gateway.document;

import java.util.ArrayDeque;
import java.util.Deque;
import org.demarche.gateway.view.KeyedDocument;
import org.demarche.gateway.view.ViewCopy;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a copy, one after another. They are fetched in chunks, without a lock in
 * between, so only a chunk is of one moment, not the whole.
 */
final class DocumentWalk {

    static final int CHUNK = 500;

    private final ViewCopy<?> copy;
    private final String prefix;
    private final Deque<KeyedDocument> chunk = new ArrayDeque<>();
    private @Nullable String after;
    private boolean ended;

    DocumentWalk(ViewCopy<?> copy, String prefix, @Nullable String after) {
        this.copy = copy;
        this.prefix = prefix;
        this.after = after;
    }

    /** Looks at the next document without moving; null at the end. */
    @Nullable KeyedDocument peek() {
        if (chunk.isEmpty() && !ended) {
            var found = copy.documents(prefix, after, CHUNK);
            chunk.addAll(found);
            ended = found.size() < CHUNK;
            after = found.isEmpty() ? after : found.getLast().key();
        }
        return chunk.peek();
    }

    /** Moves behind the document that was looked at. */
    void skip() {
        chunk.remove();
    }
}
