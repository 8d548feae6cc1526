package org.demarche.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How near one text is to another, for suggestions. Compares normal forms: no case, no accents. */
public final class Nearest {

    /** Suggestions in one answer. */
    public static final int MOST = 3;

    /** Longer texts get no suggestions: the cost grows with the square of the length. */
    private static final int LONGEST = 200;

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
     * Those of the known texts that may have been meant, the likeliest first, at most {@value
     * #MOST}.
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
                                .thenComparing(Near::text))
                .limit(MOST)
                .map(Near::text)
                .toList();
    }

    /**
     * 1 for equal normal forms, 0 for what nobody would take for the other. Part of a name is near
     * to the whole: "peskov" and "dmitry peskov".
     */
    public static double nearness(String wanted, String known) {
        if (wanted.length() > LONGEST
                || known.length() > LONGEST
                || wanted.isEmpty()
                || known.isEmpty()) {
            return 0;
        }
        var whole = closeness(wanted, known);
        var oneOfThemHasWords = wanted.indexOf(' ') >= 0 || known.indexOf(' ') >= 0;
        return oneOfThemHasWords ? Math.max(whole, WORDS_ONLY * byWords(wanted, known)) : whole;
    }

    /** How close the word that fits worst comes, of the text with fewer words. */
    private static double byWords(String a, String b) {
        var few = new ArrayList<>(Arrays.asList(a.split(" ")));
        var many = new ArrayList<>(Arrays.asList(b.split(" ")));
        if (few.size() > many.size()) {
            var swapped = few;
            few = many;
            many = swapped;
        }
        var worst = 1.0;
        for (var word : few) {
            var best = 0.0;
            for (var other : many) {
                best = Math.max(best, closeness(word, other));
            }
            worst = Math.min(worst, best);
        }
        return worst;
    }

    /**
     * Jaro-Winkler orders, the number of edits decides too: to the first alone a common beginning
     * is enough. Two letters that changed places are two edits, which a word of four may have.
     */
    private static double closeness(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        var edits = Math.min(MOST_EDITS, 1 + Math.max(a.length(), b.length()) / 4);
        if (Math.abs(a.length() - b.length()) > edits) {
            return 0;
        }
        var similarity = JARO_WINKLER.apply(a, b);
        return similarity >= LEAST && new LevenshteinDistance(edits).apply(a, b) >= 0
                ? similarity
                : 0;
    }
}
