package org.demarche.search;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.demarche.log.name.NormalForm;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.RegistryEntry;

/** The Lucene documents of an entry. */
final class EntryDocuments {

    /**
     * Keeps the length of each name, so that of two names with the same parts the shorter is
     * nearer.
     */
    private static final FieldType PART = new FieldType();

    static {
        PART.setTokenized(false);
        PART.setIndexOptions(IndexOptions.DOCS);
        PART.freeze();
    }

    private EntryDocuments() {}

    static List<Document> documents(RegistryEntry entry) {
        var own = new LinkedHashMap<String, String>();
        own.put(NormalForm.of(entry.name()), entry.name());
        own.putIfAbsent(NormalForm.of(entry.id()), entry.id());
        var aliases = new LinkedHashMap<String, String>();
        entry.aliases().forEach(alias -> aliases.putIfAbsent(NormalForm.of(alias), alias));
        var documents = new ArrayList<Document>();
        documents.add(whole(entry, own.keySet(), aliases.keySet()));
        aliases.keySet().removeAll(own.keySet());
        own.forEach(
                (form, spelling) ->
                        documents.add(
                                name(
                                        entry.id(),
                                        form,
                                        spelling,
                                        spelling.equals(entry.name()) ? 0 : 1)));
        aliases.forEach((form, spelling) -> documents.add(name(entry.id(), form, spelling, 1)));
        return documents;
    }

    private static Document of(String id) {
        var document = new Document();
        document.add(new StringField(IndexField.ID.name(), id, Store.NO));
        document.add(new SortedDocValuesField(IndexField.ID.name(), new BytesRef(id)));
        return document;
    }

    private static Document whole(RegistryEntry entry, Set<String> own, Set<String> aliases) {
        var document = of(entry.id());
        own.forEach(form -> add(document, IndexField.NAME, form));
        aliases.forEach(form -> add(document, IndexField.ALIAS, form));
        var words =
                Stream.concat(own.stream(), aliases.stream())
                        .flatMap(form -> Arrays.stream(form.split(" ")))
                        .collect(toCollection(LinkedHashSet::new));
        words.forEach(word -> add(document, IndexField.WORD, word));
        if (entry instanceof Issue issue) {
            words.addAll(Arrays.asList(NormalForm.of(issue.proposition()).split(" ")));
        }
        words.forEach(word -> add(document, IndexField.TEXT, word));
        // Lucene looks up lengths faster if every document has one
        document.add(part(""));
        return document;
    }

    private static Document name(String id, String form, String spelling, int place) {
        var document = of(id);
        document.add(new NumericDocValuesField(IndexField.PLACE.name(), place));
        document.add(new BinaryDocValuesField(IndexField.SPELLING.name(), new BytesRef(spelling)));
        Grams.of(form).forEach(gram -> document.add(part(gram)));
        return document;
    }

    private static IndexableField part(String gram) {
        return new org.apache.lucene.document.Field(IndexField.GRAM.name(), gram, PART);
    }

    private static void add(Document document, IndexField field, String term) {
        document.add(new StringField(field.name(), term, Store.NO));
    }
}
