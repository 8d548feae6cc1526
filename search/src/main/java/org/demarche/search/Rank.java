package org.demarche.search;

import java.util.Arrays;
import java.util.Optional;

/**
 * How well an entry fits a text: the best of these levels that applies. The rank does not depend on
 * rare words or on the number of entries, so other entries do not change the order.
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
    /** Each word begins a word of the entry's names. */
    WORD_BEGINNINGS(6),
    /** Each word begins a word of the entry's names or proposition. */
    PROPOSITION(5),
    /**
     * Each word is a word of the entry's names or proposition with at most one letter wrong, or
     * begins one.
     */
    NEAR_TYPO(4),
    /** Each word is part of such a word. */
    WITHIN(3),
    /** Each word is such a word with at most two letters wrong, or begins one. */
    FAR_TYPO(2),
    /** At least half of the words are such words. */
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
