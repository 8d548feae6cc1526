package org.demarche.search;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Cuts words into parts of three characters, with {@code ^} before each word and {@code $} after
 * it. A word with one wrong letter still has most of its parts.
 */
final class Grams {

    private static final int LENGTH = 3;

    private Grams() {}

    /**
     * @param form a normal form
     */
    static SequencedSet<String> of(String form) {
        var grams = new LinkedHashSet<String>();
        for (var word : form.split(" ")) {
            var characters = ('^' + word + '$').codePoints().toArray();
            for (var i = 0; i + LENGTH <= characters.length; i++) {
                grams.add(new String(characters, i, LENGTH));
            }
        }
        return grams;
    }
}
