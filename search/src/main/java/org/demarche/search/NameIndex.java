package org.demarche.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.demarche.log.name.Near;
import org.demarche.log.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;

/**
 * The names of one type of entry in Lucene, in memory. Any number of threads may search while one
 * refreshes.
 */
final class NameIndex implements AutoCloseable {

    /** Logs the advice to add a module for vectors, which this index does not have. */
    private static final Logger ADVICE =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        ADVICE.setLevel(Level.SEVERE);
    }

    private static final Sort BY_RANK_THEN_ID =
            new Sort(
                    SortField.FIELD_SCORE,
                    new SortField(IndexField.ID.name(), SortField.Type.STRING));

    /** Holds a large registry during indexing, so that Lucene merges little. */
    private static final int BUFFER_MB = 64;

    /** After this many entries, the indexed ones can be found. */
    private static final int PIECE = 5_000;

    /** Fair, so that a short wait also comes between two pieces. */
    private final ReentrantLock taking = new ReentrantLock(true);

    private final IndexWriter writer;
    private final SearcherManager searchers;

    NameIndex() {
        try {
            writer =
                    new IndexWriter(
                            new ByteBuffersDirectory(),
                            new IndexWriterConfig()
                                    .setRAMBufferSizeMB(BUFFER_MB)
                                    .setMergeScheduler(new SerialMergeScheduler()));
            searchers = new SearcherManager(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Indexes all changes, so that a search finds everything that its client knows of.
     *
     * @param changed ids, taken out of here one by one, each before its entry is asked for
     * @param entries what there is now under an id
     */
    void refresh(Set<String> changed, Function<String, Optional<RegistryEntry>> entries) {
        do {
            taking.lock();
            try {
                takeIn(changed, entries, TimeBudget.ENDLESS);
            } finally {
                taking.unlock();
            }
        } while (!changed.isEmpty());
    }

    /** Like {@link #refresh}, but stops when the time is up; a later call does the rest. */
    void refresh(
            Set<String> changed,
            Function<String, Optional<RegistryEntry>> entries,
            TimeBudget patience) {
        try {
            if (!taking.tryLock(patience.left(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            takeIn(changed, entries, patience);
        } finally {
            taking.unlock();
        }
    }

    private void takeIn(
            Set<String> changed,
            Function<String, Optional<RegistryEntry>> entries,
            TimeBudget patience) {
        if (changed.isEmpty()) {
            return;
        }
        try {
            var each = changed.iterator();
            for (var taken = 0; taken < PIECE && each.hasNext() && !patience.isOver(); taken++) {
                var id = each.next();
                each.remove();
                var documents = entries.apply(id).map(EntryDocuments::documents).orElse(List.of());
                writer.updateDocuments(new Term(IndexField.ID.name(), id), documents);
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work<T> {
        T of(IndexSearcher searcher) throws IOException;
    }

    private <T> T search(Work<T> work) {
        try {
            var searcher = searchers.acquire();
            try {
                return work.of(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Near> near(String name, TimeBudget patience) {
        return search(searcher -> new NearNames(searcher, name, patience).find());
    }

    /**
     * @param after the hit before the first wanted one; null for the beginning
     * @param most the most hits to return
     */
    List<Hit> find(NameQuery wanted, @Nullable Hit after, int most) {
        return search(searcher -> find(searcher, wanted, after, most));
    }

    private static List<Hit> find(
            IndexSearcher searcher, NameQuery wanted, @Nullable Hit after, int most)
            throws IOException {
        var documents = searcher.getIndexReader().maxDoc();
        if (documents == 0) {
            return List.of();
        }
        var found =
                searcher.searchAfter(
                        after == null ? null : place(after, documents - 1),
                        wanted.query(),
                        Math.min(most, documents),
                        BY_RANK_THEN_ID);
        return Arrays.stream(found.scoreDocs).map(hit -> hit((FieldDoc) hit)).toList();
    }

    /**
     * @param last the number of the last document; with it, Lucene goes on after the one document
     *     at this place
     */
    private static FieldDoc place(Hit hit, int last) {
        return new FieldDoc(
                last,
                hit.rank().score(),
                new Object[] {hit.rank().score(), new BytesRef(hit.id())});
    }

    private static Hit hit(FieldDoc hit) {
        return new Hit(Rank.of((float) hit.fields[0]), ((BytesRef) hit.fields[1]).utf8ToString());
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
