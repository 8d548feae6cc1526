package org.demarche.sqlite.dna;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cleans the texts of a file. */
public final class CleanTexts {

    private static final Pattern SPACE =
            Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cs}\\s]+", Pattern.UNICODE_CHARACTER_CLASS);

    private CleanTexts() {}

    /**
     * Returns the text in NFC, on one line, without space around it; returns an empty text for
     * null.
     */
    public static String clean(@Nullable String text) {
        return text == null
                ? ""
                : SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                        .replaceAll(" ")
                        .strip();
    }
}
