package org.demarche.log.event;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Caches the values of short texts that occur often, so that they are parsed only once. If two
 * texts share a slot, the later one takes it. Only one thread may use an instance.
 */
final class TextCache<T> implements Function<String, T> {

    /** The most characters of a cached text; a longer text is not cached. */
    private static final int LONGEST = 64;

    private final Function<String, T> form;
    private final @Nullable Entry<T>[] entries;

    private record Entry<T>(String text, T value) {}

    /**
     * @param places the number of slots, a power of two
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    TextCache(Function<String, T> form, int places) {
        this.form = form;
        entries = new Entry[places];
    }

    /**
     * @throws RuntimeException if the form refuses the text
     */
    @Override
    public T apply(String text) {
        if (text.length() > LONGEST) {
            return form.apply(text);
        }
        var hash = text.hashCode();
        var place = (hash ^ hash >>> 16) & entries.length - 1;
        var known = entries[place];
        if (known == null || !known.text.equals(text)) {
            known = new Entry<>(text, form.apply(text));
            entries[place] = known;
        }
        return known.value;
    }
}
