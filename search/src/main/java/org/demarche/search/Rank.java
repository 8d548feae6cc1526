package org.demarche.search;

import java.util.Arrays;
import java.util.Optional;

/**
 * How well an entry fits a text: the best of these levels that applies. The rank does not depend on
 * how rare a word is, or on the number of entries, so other entries do not change the order.
 */
public enum Rank {
    /** The text is the entry's id or preferred name. */
    NAME(11),
    ALIAS(10),
    /** The text begins the entry's id or preferred name. */
    NAME_BEGINNING(9),
    ALIAS_BEGINNING(8),
    /** Each word of the text is a word of the entry's names. */
    WORDS(7),
    /** Each word of the text begins a word of the entry's names. */
    WORD_BEGINNINGS(6),
    /** Each word of the text begins a word of the entry's names or proposition. */
    PROPOSITION(5),
    /**
     * Each word of the text begins a word of the entry's names or proposition, or is one with at
     * most one letter wrong.
     */
    NEAR_TYPO(4),
    /** Each word of the text is part of a word of the entry's names or proposition. */
    WITHIN(3),
    /** Like {@link #NEAR_TYPO}, but with at most two letters wrong. */
    FAR_TYPO(2),
    /** Like {@link #FAR_TYPO}, but for at least half of the words of the text. */
    SOME_WORDS(1);

    private final int score;

    Rank(int score) {
        this.score = score;
    }

    float score() {
        return score;
    }

    static Rank of(float score) {
        return Arrays.stream(values())
                .filter(rank -> rank.score == Math.round(score))
                .findFirst()
                .orElseThrow();
    }

    static Optional<Rank> named(String text) {
        return Arrays.stream(values()).filter(rank -> rank.name().equals(text)).findFirst();
    }
}
