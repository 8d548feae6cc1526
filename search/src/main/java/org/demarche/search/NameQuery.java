package org.demarche.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.demarche.log.name.NormalForm;

/** The text of a search. */
public final class NameQuery {

    /** The longest text, in code points; a name is not longer. */
    public static final int LONGEST = 200;

    /** Each word needs several of Lucene's clauses, and a query may have at most 1,024 clauses. */
    public static final int MOST_WORDS = 32;

    /** A longer word is hardly a typing error, and its automaton is expensive. */
    private static final int LONGEST_MISSPELT = 50;

    /** Shorter texts are part of most words. */
    private static final int SHORTEST_WITHIN = 2;

    private final String whole;
    private final List<String> words;

    private NameQuery(String whole) {
        this.whole = whole;
        this.words = List.of(whole.split(" "));
    }

    /**
     * @throws IllegalArgumentException if the text is not valid; the message says why
     */
    public static NameQuery of(String text) {
        require(letters(text) <= LONGEST, "has more than %d characters".formatted(LONGEST));
        var whole = NormalForm.of(text);
        require(!whole.isEmpty(), "has neither a letter nor a digit");
        var wanted = new NameQuery(whole);
        require(wanted.words.size() <= MOST_WORDS, "has more than %d words".formatted(MOST_WORDS));
        return wanted;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    Query query() {
        var ranks = new ArrayList<Query>();
        for (var rank : Rank.values()) {
            ranks.add(new BoostQuery(new ConstantScoreQuery(query(rank)), rank.score()));
        }
        return new DisjunctionMaxQuery(ranks, 0);
    }

    private Query query(Rank rank) {
        return switch (rank) {
            case NAME -> new TermQuery(term(IndexField.NAME, whole));
            case ALIAS -> new TermQuery(term(IndexField.ALIAS, whole));
            case NAME_BEGINNING -> new PrefixQuery(term(IndexField.NAME, whole));
            case ALIAS_BEGINNING -> new PrefixQuery(term(IndexField.ALIAS, whole));
            case WORDS -> all(word -> new TermQuery(term(IndexField.WORD, word)));
            case WORD_BEGINNINGS -> all(word -> new PrefixQuery(term(IndexField.WORD, word)));
            case PROPOSITION -> all(word -> new PrefixQuery(term(IndexField.TEXT, word)));
            case WITHIN -> all(NameQuery::within);
            case NEAR_TYPO -> all(word -> misspelt(word, 1));
            case FAR_TYPO -> all(word -> misspelt(word, 2));
            case SOME_WORDS -> atLeast((words.size() + 1) / 2, word -> misspelt(word, 2));
        };
    }

    private Query all(Function<String, Query> each) {
        return atLeast(words.size(), each);
    }

    private Query atLeast(int number, Function<String, Query> each) {
        var query = new BooleanQuery.Builder().setMinimumNumberShouldMatch(number);
        words.forEach(word -> query.add(each.apply(word), Occur.SHOULD));
        return query.build();
    }

    private static Query within(String word) {
        var letters = letters(word);
        return letters < SHORTEST_WITHIN || letters > LONGEST_MISSPELT
                ? new PrefixQuery(term(IndexField.TEXT, word))
                : new WildcardQuery(term(IndexField.TEXT, '*' + word + '*'));
    }

    /**
     * Finds words with letters added, missing, changed or swapped, and words that begin with this
     * one.
     */
    private static Query misspelt(String word, int most) {
        var beginning = new PrefixQuery(term(IndexField.TEXT, word));
        var edits = Math.min(most, edits(letters(word)));
        return edits == 0
                ? beginning
                : new BooleanQuery.Builder()
                        .add(beginning, Occur.SHOULD)
                        .add(fuzzy(term(IndexField.TEXT, word), edits), Occur.SHOULD)
                        .build();
    }

    private static Query fuzzy(Term term, int edits) {
        // take every word that is near enough, not only the fifty nearest, so that other entries do
        // not decide whether an entry is found
        return new FuzzyQuery(
                term,
                edits,
                0,
                FuzzyQuery.defaultMaxExpansions,
                FuzzyQuery.defaultTranspositions,
                MultiTermQuery.CONSTANT_SCORE_REWRITE);
    }

    /**
     * Returns the most letters that may be wrong, by the numbers of Elasticsearch's AUTO. With
     * higher numbers, every short word would match other words.
     */
    private static int edits(int letters) {
        if (letters < 3 || letters > LONGEST_MISSPELT) {
            return 0;
        }
        return letters < 6 ? 1 : 2;
    }

    private static int letters(String word) {
        return word.codePointCount(0, word.length());
    }

    private static Term term(IndexField field, String text) {
        return new Term(field.name(), text);
    }
}
