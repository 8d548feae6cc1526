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
 * thread refreshes the index.
 */
final class NameIndex implements AutoCloseable {

    /** The logger of Lucene's advice to add a module for vectors. This index has no vectors. */
    private static final Logger ADVICE =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        ADVICE.setLevel(Level.SEVERE);
    }

    private static final Sort BY_RANK_THEN_ID =
            new Sort(
                    SortField.FIELD_SCORE,
                    new SortField(IndexField.ID.name(), SortField.Type.STRING));

    /** Enough memory to index a large registry, so that Lucene merges little. */
    private static final int BUFFER_MB = 64;

    /** The index makes new entries visible to searches after this many. */
    private static final int PIECE = 5_000;

    /**
     * Fair, so that a call with a time limit gets the lock between two pieces of a long refresh.
     */
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
     * Indexes all changes, so that a search finds every entry that its client knows.
     *
     * @param changed the ids of changed entries; each id is removed before its entry is read
     * @param entries gives the current entry of an id
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
     * @param last the number of the last Lucene document; with this number, Lucene continues after
     *     the only document with the hit's rank and id
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
