package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.sheet.SheetText;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * The encoding of a CSV file. Every byte is checked before a row is filed. A guess is enough only
 * for a dry run, because filed reports stay in the log.
 *
 * @param note a note for the user about the encoding; empty if the encoding is certain
 */
record SheetEncoding(Charset charset, String note) {

    private static final int LONGEST_SAMPLE = 60;
    private static final String WESTERN = "windows-1252";

    /**
     * @param said the encoding that the user gave; null if none
     * @param mayGuess whether a guess is enough
     */
    static SheetEncoding of(Path file, @Nullable Charset said, boolean mayGuess) {
        return of(file, said, mayGuess, "load it with --encoding %s");
    }

    /** Finds the encoding of a file of names, for which there is no option. */
    static SheetEncoding ofNames(Path file, boolean mayGuess) {
        return of(file, null, mayGuess, "save it as CSV in UTF-8");
    }

    private static SheetEncoding of(
            Path file, @Nullable Charset said, boolean mayGuess, String toKeep) {
        try {
            var charset = said == null ? UTF_8 : said;
            var used = unreadable(file, charset);
            if (used == null) {
                return new SheetEncoding(charset, "");
            }
            var fault = Encoding.firstFault(file, used);
            var place = "byte %d, in line %d".formatted(fault + 1, Encoding.line(file, fault));
            var guess = said == null && used.equals(UTF_8) ? guess(file) : null;
            if (guess == null) {
                throw new Failure(
                        ExitCode.NO,
                        "%s is not in %s: %s. Nothing was filed from it. Save it as CSV in UTF-8, or give its --encoding."
                                .formatted(file, used, place));
            }
            var sentence =
                    "%s is not in UTF-8: %s. Read as %s, it has the word '%s'."
                            .formatted(file, place, guess, sample(file, guess));
            var remedy = "If this is right, %s.".formatted(toKeep.formatted(guess));
            if (!mayGuess) {
                throw new Failure(
                        ExitCode.NO,
                        "%s Nothing was filed from it. %s".formatted(sentence, remedy));
            }
            return new SheetEncoding(guess, "%s %s".formatted(sentence, remedy));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be read: %s.".formatted(file, Failure.reason(e)), e);
        }
    }

    /** Returns the encoding in which the file cannot be read; null if it can be read. */
    private static @Nullable Charset unreadable(Path file, Charset charset) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var text = SheetText.of(in, charset);
            var chunk = new char[1 << 16];
            try {
                while (text.reader().read(chunk) >= 0) {
                    // only to see whether it can be read
                }
                return null;
            } catch (CharacterCodingException _) {
                return text.encoding();
            }
        }
    }

    /**
     * Guesses the encoding. If the letters do not show it, the guess is the encoding of spreadsheet
     * programs in Western Europe.
     */
    private static Charset guess(Path file) throws IOException {
        var detected = UniversalDetector.detectCharset(file);
        return Charset.forName(
                detected != null && detected.startsWith("WINDOWS-") ? detected : WESTERN);
    }

    /** Returns the first word that is not ASCII; empty if there is none. */
    private static String sample(Path file, Charset charset) throws IOException {
        try (var in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                for (var word : line.split("[\\s,;\"]+")) {
                    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(word)) {
                        return word.substring(0, Math.min(word.length(), LONGEST_SAMPLE));
                    }
                }
            }
            return "";
        }
    }
}
