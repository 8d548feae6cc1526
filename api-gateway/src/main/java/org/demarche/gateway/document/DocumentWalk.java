package org.demarche.gateway.document;

import java.util.ArrayDeque;
import java.util.Deque;
import org.demarche.gateway.view.KeyedDocument;
import org.demarche.gateway.view.ViewCopy;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents of a copy one after another. It fetches them in chunks, and holds no lock
 * between two chunks. So the documents of one chunk are of one moment, and those of different
 * chunks may not be.
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

    /** Moves past the document that {@link #peek} returned. */
    void skip() {
        chunk.remove();
    }
}
