package org.demarche.gateway.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
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
import org.demarche.log.NormalForm;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;

/**
 * The names of one type of entry in Lucene, in memory. Any number may search while one refreshes.
 */
final class NameIndex implements AutoCloseable {

    /** It tells whoever starts a JVM to add a module for vectors, of which there are none here. */
    private static final Logger ADVICE =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        ADVICE.setLevel(Level.SEVERE);
    }

    private static final Sort BY_RANK_THEN_ID =
            new Sort(SortField.FIELD_SCORE, new SortField(Field.ID.name(), SortField.Type.STRING));

    private final IndexWriter writer;
    private final SearcherManager searchers;

    /** What is in it, by id. */
    private final Map<String, RegistryEntry> entries = new HashMap<>();

    private long next = -1;

    NameIndex() {
        try {
            writer =
                    new IndexWriter(
                            new ByteBuffersDirectory(),
                            new IndexWriterConfig().setMergeScheduler(new SerialMergeScheduler()));
            searchers = new SearcherManager(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes in what has changed; others wait for it meanwhile.
     *
     * @param offset of the registry, up to which these entries have it all
     */
    synchronized void refresh(long offset, List<RegistryEntry> now) {
        if (offset <= next) {
            return;
        }
        try {
            update(now);
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        next = offset;
    }

    synchronized boolean isBehind(long offset) {
        return offset > next;
    }

    private void update(List<RegistryEntry> now) throws IOException {
        var gone = new HashMap<>(entries);
        for (var entry : now) {
            var before = gone.remove(entry.id());
            if (before == null) {
                writer.addDocument(document(entry));
            } else if (!entry.equals(before)) { // the same object is seen to be equal at once
                writer.updateDocument(idOf(entry), document(entry));
            }
            entries.put(entry.id(), entry);
        }
        for (var entry : gone.values()) {
            writer.deleteDocuments(idOf(entry));
            entries.remove(entry.id());
        }
    }

    private static Term idOf(RegistryEntry entry) {
        return new Term(Field.ID.name(), entry.id());
    }

    private static Document document(RegistryEntry entry) {
        var document = new Document();
        document.add(new StringField(Field.ID.name(), entry.id(), Store.NO));
        document.add(new SortedDocValuesField(Field.ID.name(), new BytesRef(entry.id())));
        for (var own : List.of(entry.id(), entry.name())) {
            addName(document, Field.NAME, NormalForm.of(own));
        }
        for (var alias : entry.aliases()) {
            addName(document, Field.ALIAS, NormalForm.of(alias));
        }
        if (entry instanceof Issue issue) {
            addWords(document, Field.TEXT, NormalForm.of(issue.proposition()));
        }
        return document;
    }

    private static void addName(Document document, Field field, String form) {
        add(document, field, form);
        addWords(document, Field.WORD, form);
        addWords(document, Field.TEXT, form);
    }

    private static void addWords(Document document, Field field, String form) {
        Arrays.stream(form.split(" ")).forEach(word -> add(document, field, word));
    }

    private static void add(Document document, Field field, String term) {
        document.add(new StringField(field.name(), term, Store.NO));
    }

    /**
     * @param after what these come behind; null: nothing
     * @param most of them; more than there are is all
     */
    List<Hit> find(Wanted wanted, @Nullable Hit after, int most) {
        try {
            var searcher = searchers.acquire();
            try {
                return find(searcher, wanted, after, most);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Hit> find(
            IndexSearcher searcher, Wanted wanted, @Nullable Hit after, int most)
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
     * @param last number of the last document: of documents at one place, which are one, all come
     *     before it
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
