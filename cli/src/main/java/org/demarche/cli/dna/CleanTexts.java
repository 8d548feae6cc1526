package org.demarche.cli.dna;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.demarche.log.Sha256;
import org.jspecify.annotations.Nullable;

/** Cleans the texts of a file. */
final class CleanTexts {

    private static final Pattern SPACE =
            Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cs}\\s]+", Pattern.UNICODE_CHARACTER_CLASS);

    private CleanTexts() {}

    /** In NFC, on one line, without space around it; empty for null. */
    static String clean(@Nullable String text) {
        return text == null
                ? ""
                : SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                        .replaceAll(" ")
                        .strip();
    }

    /** The first hexadecimal digits of the SHA-256. */
    static String digest(String text, int digits) {
        return Sha256.hex(text.getBytes(UTF_8)).substring(0, digits);
    }
}
