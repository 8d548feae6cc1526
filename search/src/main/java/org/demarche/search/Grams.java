package org.demarche.search;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Parts of words, of three characters each, with marks at the beginning and the end of a word. A
 * word with one wrong letter still has most of them.
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
