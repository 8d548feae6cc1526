package org.demarche.search;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.demarche.log.name.Near;
import org.demarche.log.name.Nearest;
import org.demarche.log.name.NormalForm;

/**
 * Finds names that are near to an unknown name. The index finds the names that share most parts
 * with the unknown name, rare parts first, and {@link Nearest} measures how near they are. So the
 * cost does not depend on the length or the number of names.
 */
final class NearNames {

    /** More candidates would not change the first places, because they share fewer parts. */
    private static final int CANDIDATES = 50;

    /** A query has only this many of the rarest parts: they decide, and common parts cost most. */
    private static final int MOST_GRAMS = 16;

    private final IndexSearcher searcher;
    private final String wanted;
    private final TimeBudget patience;
    private final String form;

    /**
     * @param patience the time after which the search returns only the names found so far
     */
    NearNames(IndexSearcher shared, String wanted, TimeBudget patience) {
        searcher = new IndexSearcher(shared.getIndexReader());
        searcher.setTimeout(patience::isOver);
        this.wanted = wanted;
        this.patience = patience;
        form = NormalForm.of(wanted);
    }

    /**
     * @param place the place of the name among the names of its entry
     */
    private record Candidate(Near near, double nearness, long place) {}

    /** Returns at most one name of each entry, the nearest first. */
    List<Near> find() throws IOException {
        var seen = new HashSet<String>();
        return candidates().stream()
                .filter(candidate -> candidate.nearness() > 0)
                .sorted(order())
                .map(Candidate::near)
                .filter(near -> seen.add(near.id()))
                .limit(Nearest.MOST)
                .toList();
    }

    private Comparator<Candidate> order() {
        return comparingDouble(Candidate::nearness)
                .reversed()
                .thenComparing(each -> !Nearest.hasLetters(each.near().name(), wanted))
                .thenComparing(comparing(Candidate::place))
                .thenComparing(each -> each.near().id())
                .thenComparing(each -> each.near().name());
    }

    private List<Candidate> candidates() throws IOException {
        if (form.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Candidate>();
        var leaves = searcher.getIndexReader().leaves();
        for (var hit : searcher.search(query(), CANDIDATES).scoreDocs) {
            if (patience.isOver()) {
                break;
            }
            var leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            found.add(candidate(leaf, hit.doc - leaf.docBase));
        }
        return found;
    }

    private Candidate candidate(LeafReaderContext leaf, int document) throws IOException {
        var ids = leaf.reader().getSortedDocValues(IndexField.ID.name());
        var spellings = leaf.reader().getBinaryDocValues(IndexField.SPELLING.name());
        var places = leaf.reader().getNumericDocValues(IndexField.PLACE.name());
        ids.advanceExact(document);
        spellings.advanceExact(document);
        places.advanceExact(document);
        var name = spellings.binaryValue().utf8ToString();
        return new Candidate(
                new Near(ids.lookupOrd(ids.ordValue()).utf8ToString(), name),
                Nearest.nearness(form, NormalForm.of(name)),
                places.longValue());
    }

    private BooleanQuery query() throws IOException {
        var query = new BooleanQuery.Builder();
        for (var term : terms(Grams.of(form))) {
            query.add(new TermQuery(term), Occur.SHOULD);
        }
        return query.build();
    }

    private List<Term> terms(SequencedSet<String> grams) throws IOException {
        record Known(Term term, int documents) {}
        var known = new ArrayList<Known>();
        for (var gram : grams) {
            var term = new Term(IndexField.GRAM.name(), gram);
            var documents = searcher.getIndexReader().docFreq(term);
            if (documents > 0) {
                known.add(new Known(term, documents));
            }
        }
        return known.stream()
                .sorted(Comparator.comparingInt(Known::documents))
                .limit(MOST_GRAMS)
                .map(Known::term)
                .toList();
    }
}
