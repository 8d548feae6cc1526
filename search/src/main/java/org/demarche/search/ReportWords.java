package org.demarche.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.demarche.log.name.NormalForm;
import org.demarche.model.Report;
import org.jspecify.annotations.Nullable;

/**
 * The words by which a search finds a report: the words of its summary and its quote, without case
 * and accents. Lucene decides where a word ends. Each Chinese character is a word. In Thai, Lao,
 * Khmer and Burmese, the text between two spaces is a word. A change of this class changes the
 * content of the evidence store, and so its format.
 */
public final class ReportWords {

    /** Lucene's analyzer without stop words, because stop words depend on the language. */
    private static final Analyzer ANALYZER = new StandardAnalyzer();

    private ReportWords() {}

    public static Set<String> of(Report report) {
        var words = new LinkedHashSet<String>();
        add(words, report.summary());
        add(words, report.quote() == null ? null : report.quote().text());
        return words;
    }

    /**
     * Returns the words of a search text.
     *
     * @throws IllegalArgumentException if the text is not valid; the message says why
     */
    public static Set<String> wanted(String text) {
        require(
                text.codePointCount(0, text.length()) <= NameQuery.LONGEST,
                "has more than %d characters".formatted(NameQuery.LONGEST));
        var words = new LinkedHashSet<String>();
        add(words, text);
        require(!words.isEmpty(), "has neither a letter nor a digit");
        require(
                words.size() <= NameQuery.MOST_WORDS,
                "has more than %d words".formatted(NameQuery.MOST_WORDS));
        return words;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void add(Set<String> words, @Nullable String text) {
        if (text == null) {
            return;
        }
        try (var tokens = ANALYZER.tokenStream("", NormalForm.ofProse(text))) {
            var word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
