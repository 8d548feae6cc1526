package org.demarche.search;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Parts of words, of three characters each, with marks where a word begins and ends. A word of
 * which a letter is wrong has most of them all the same.
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
