package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that were read lately, and their values, found again by their bytes: a name, an id or
 * a day is made and checked once. Of those that fall on one place the two latest stay. Not for
 * several threads.
 */
final class ReadTexts {

    /** In bytes: longer ones are not remembered. */
    private static final int LONGEST = 64;

    private final @Nullable Entry[] entries;

    /**
     * @param places a power of two
     */
    ReadTexts(int places) {
        entries = new Entry[places];
    }

    private record Entry(Function<String, ?> form, byte[] text, Object value) {

        boolean is(Function<String, ?> form, byte[] text, int from, int to) {
            return this.form == form
                    && Arrays.equals(this.text, 0, this.text.length, text, from, to);
        }
    }

    /**
     * @param text holds ASCII between the two indexes
     * @throws RuntimeException if the form refuses it
     */
    @SuppressWarnings("unchecked") // a form's values have its type
    <T> T value(Function<String, T> form, byte[] text, int from, int to) {
        if (to - from > LONGEST) {
            return form.apply(new String(text, from, to - from, ISO_8859_1));
        }
        var latest = place(form, text, from, to);
        var entry = entries[latest];
        if (entry == null || !entry.is(form, text, from, to)) {
            entry = entries[latest + 1];
            if (entry == null || !entry.is(form, text, from, to)) {
                var value = form.apply(new String(text, from, to - from, ISO_8859_1));
                entry = new Entry(form, Arrays.copyOfRange(text, from, to), value);
            }
            entries[latest + 1] = entries[latest];
            entries[latest] = entry;
        }
        return (T) entry.value;
    }

    private int place(Object form, byte[] text, int from, int to) {
        var hash = Ascii.hash(text, from, to) + form.hashCode();
        return (hash ^ hash >>> 15) & entries.length - 2;
    }
}
