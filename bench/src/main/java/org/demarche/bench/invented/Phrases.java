package org.demarche.bench.invented;

import java.util.List;
import java.util.random.RandomGenerator;

/** Invented names and sentences, as long as real ones and about as easy to compress. */
final class Phrases {

    private static final List<String> SYLLABLES =
            List.of(
                    "va", "lo", "mer", "tan", "ko", "ri", "sel", "dor", "ni", "pa", "tu", "gar",
                    "bel", "ost", "len", "fi", "ska", "jun", "mo", "rhe", "tis", "eld", "cor",
                    "wyn");

    private static final List<String> WORDS =
            List.of(
                    ("the to of and that on a for in its it with before after until unless talks border"
                                    + " agreement treaty grain gas winter partners ministry parliament council guarantees"
                                    + " security neighbours ceasefire observers tariffs fishing harbour corridor prisoners"
                                    + " exchange sanctions relief customs pipeline elections referendum mediation summit"
                                    + " spokesman envoy delegation says insists accepts rejects offers repeats welcomes"
                                    + " considers regards calls demands expects proposes no every any all further earlier"
                                    + " written verbal binding mutual full partial early serious concrete new renewed"
                                    + " progress ground conditions terms draft text clause deadline spring autumn week"
                                    + " month year round meeting statement position paper letter note reply answer"
                                    + " question side parties region island coast river bridge railway airport bank fund"
                                    + " budget loan debt price export import quota market energy water climate forest"
                                    + " health vaccine school language minority citizens refugees return compensation"
                                    + " court ruling law constitution reform army exercise missile drone base withdrawal")
                            .split(" "));

    private static final Zipf COMMON_FIRST = new Zipf(WORDS.size(), 0.8);

    private Phrases() {}

    /** A capitalized name of two to four syllables. */
    static String name(RandomGenerator random) {
        var name = new StringBuilder();
        for (var left = random.nextInt(2, 5); left > 0; left--) {
            name.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        }
        return capitalized(name);
    }

    /** Makes a sentence with about {@code shortest} to {@code longest} characters. */
    static String sentence(RandomGenerator random, int shortest, int longest) {
        return capitalized(
                        words(random, random.nextInt(shortest, longest), new StringBuilder(), ' '))
                + ".";
    }

    /** The path of an article, in a newspaper's style. */
    static String path(RandomGenerator random) {
        return words(random, random.nextInt(30, 60), new StringBuilder(), '-').toString();
    }

    private static StringBuilder words(
            RandomGenerator random, int length, StringBuilder text, char between) {
        while (true) {
            var word = WORDS.get(COMMON_FIRST.draw(random));
            if (text.length() + 1 + word.length() > length) {
                return text;
            }
            if (!text.isEmpty()) {
                text.append(between);
            }
            text.append(word);
        }
    }

    private static String capitalized(StringBuilder text) {
        text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
        return text.toString();
    }
}
