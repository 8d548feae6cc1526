package org.demarche.log.name;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Measures how near two texts are, for suggestions. It compares normal forms, so case and accents
 * make no difference. It compares a text with every known text, so use an index first if there are
 * many.
 */
public final class Nearest {

    /** The most suggestions in one answer. */
    public static final int MOST = 3;

    /** A longer text gets no suggestions, because the cost grows with the square of its length. */
    private static final int LONGEST = 200;

    /** A name with more words is compared as a whole only. */
    private static final int MOST_WORDS = 10;

    private static final double SAME_LETTERS = 3;
    private static final double SAME_WORDS = 2;
    private static final int MOST_EDITS = 3;
    private static final double LEAST = 0.85;
    private static final double WORDS_ONLY = 0.95;
    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();

    private final List<Known> known;

    private Nearest(List<Known> known) {
        this.known = known;
    }

    private record Known(String text, String form) {}

    public static Nearest among(Collection<String> known) {
        return new Nearest(
                known.stream().map(each -> new Known(each, NormalForm.of(each))).toList());
    }

    /**
     * Returns the known texts that are near to this one, the nearest first, at most {@value #MOST}.
     */
    public List<String> to(String text) {
        record Near(String text, double nearness) {}
        var wanted = NormalForm.of(text);
        return known.stream()
                .map(each -> new Near(each.text(), nearness(wanted, each.form())))
                .filter(near -> near.nearness() > 0)
                .sorted(
                        Comparator.comparingDouble(Near::nearness)
                                .reversed()
                                .thenComparing(near -> !hasLetters(near.text(), text))
                                .thenComparing(Near::text))
                .limit(MOST)
                .map(Near::text)
                .toList();
    }

    /** Whether a known text contains the wanted one. Accents count, and case does not. */
    public static boolean hasLetters(String known, String wanted) {
        return known.toLowerCase(Locale.ROOT).contains(wanted.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Returns 0 for texts that nobody would confuse, up to 1 for texts with different letters, and
     * more than 1 for texts with the same letters or words, so that these come first. A part of a
     * name is near to the whole name: "peskow" is near to "dmitry peskov". "peskov" is nearer to
     * "dmitry peskov" than to "peskova".
     */
    public static double nearness(String wanted, String known) {
        if (wanted.length() > LONGEST
                || known.length() > LONGEST
                || wanted.isEmpty()
                || known.isEmpty()) {
            return 0;
        }
        if (wanted.replace(" ", "").equals(known.replace(" ", ""))) {
            return SAME_LETTERS;
        }
        var wantedWords = wanted.split(" ");
        var knownWords = known.split(" ");
        if (wantedWords.length == 1 && knownWords.length == 1) {
            return closeness(wanted, known);
        }
        // a much shorter known text is no good suggestion, even if the wanted text contains all of
        // it
        if (knownWords.length * (knownWords.length == 1 ? 2 : 3) < wantedWords.length) {
            return closeness(wanted, known);
        }
        var fewer = knownWords.length < wantedWords.length ? knownWords : wantedWords;
        var more = fewer == knownWords ? wantedWords : knownWords;
        if (fewer == wantedWords
                && new HashSet<>(Arrays.asList(knownWords))
                        .containsAll(Arrays.asList(wantedWords))) {
            return SAME_WORDS + (double) wantedWords.length / (knownWords.length + 1);
        }
        var whole = closeness(wanted, known);
        return fewer.length > MOST_WORDS
                ? whole
                : Math.max(whole, WORDS_ONLY * byWords(fewer, more));
    }

    /**
     * Returns the closeness of the shorter text's word that has the worst match in the longer text.
     */
    private static double byWords(String[] fewer, String[] more) {
        var worst = 1.0;
        for (var word : fewer) {
            var best = 0.0;
            for (var other : more) {
                best = Math.max(best, closeness(word, other));
            }
            worst = Math.min(worst, best);
        }
        return worst;
    }

    /**
     * Returns the Jaro-Winkler similarity, or 0 if it is low or the texts differ by too many edits.
     * The number of edits is limited, because Jaro-Winkler alone accepts texts that only begin
     * alike. Two swapped letters count as two edits, which a word of four letters may have.
     */
    private static double closeness(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        var edits = Math.min(MOST_EDITS, 1 + Math.max(a.length(), b.length()) / 4);
        if (Math.abs(a.length() - b.length()) > edits
                || new LevenshteinDistance(edits).apply(a, b) < 0) {
            return 0;
        }
        var similarity = JARO_WINKLER.apply(a, b);
        return similarity >= LEAST ? similarity : 0;
    }
}
