package org.demarche.log.event;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers short texts that occur again and again, so that they are not parsed again. If two texts
 * share a slot, the later one takes it. One thread may use it.
 */
final class TextCache<T> implements Function<String, T> {

    /** In characters; longer texts are not cached. */
    private static final int LONGEST = 64;

    private final Function<String, T> form;
    private final @Nullable Entry<T>[] entries;

    private record Entry<T>(String text, T value) {}

    /**
     * @param places a power of two
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
