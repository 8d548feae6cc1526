package org.demarche.declared;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.demarche.declared.Contribution.Counted;
import org.demarche.declared.aggregate.FieldTally;
import org.demarche.declared.aggregate.Limits;
import org.demarche.log.event.JsonWriter;
import org.jspecify.annotations.Nullable;

/** The counts under one key. */
final class Group {

    private static final String KEY = "key";
    private static final String CAPPED = "capped";

    /** Names that no field can have. */
    static final List<String> RESERVED = List.of(KEY, CAPPED);

    private final String key;
    private final List<DefinedField> fields;
    private final FieldTally[] tallies;
    private long reports;
    private boolean touched;

    /** The document in the view, while the group is touched; null if the view has none. */
    private byte @Nullable [] before;

    Group(String key, List<DefinedField> fields, Limits limits) {
        this.key = key;
        this.fields = fields;
        var lists = Math.max(1, (int) fields.stream().filter(DefinedField::lists).count());
        var each = new Limits(limits.values(), limits.bytes() / lists);
        tallies = fields.stream().map(field -> field.tally(each)).toArray(FieldTally[]::new);
    }

    String key() {
        return key;
    }

    boolean isEmpty() {
        return reports == 0;
    }

    void add(Counted counted) {
        reports++;
        for (var i = 0; i < tallies.length; i++) {
            var field = fields.get(i);
            var value = value(field, counted);
            if (counts(field, value)) {
                tallies[i].add(counted.moment(), value);
            }
        }
    }

    void remove(Counted counted) {
        reports--;
        for (var i = 0; i < tallies.length; i++) {
            var field = fields.get(i);
            var value = value(field, counted);
            if (counts(field, value)) {
                tallies[i].remove(counted.moment(), value);
            }
        }
    }

    private static @Nullable Object value(DefinedField field, Counted counted) {
        return field.argument() == DefinedField.NO_ARGUMENT
                ? null
                : counted.values().get(field.argument());
    }

    private static boolean counts(DefinedField field, @Nullable Object value) {
        return field.argument() == DefinedField.NO_ARGUMENT || value != null;
    }

    /**
     * Keeps the document before a change. Returns true if the change is the first since {@link
     * #settle}.
     */
    boolean touch() {
        if (touched) {
            return false;
        }
        touched = true;
        before = document();
        return true;
    }

    /** Called when the view has the current counts. */
    void settle() {
        touched = false;
        before = null;
    }

    void publish(TallyDocuments documents) {
        var now = document();
        if (!Arrays.equals(before, now)) {
            documents.put(DocumentKey.counted(key), now);
        }
    }

    private byte @Nullable [] document() {
        return isEmpty() ? null : write();
    }

    /** Returns the counts of this partition, for {@link #absorb}. */
    private byte[] write() {
        return JsonWriter.object(
                out -> {
                    out.writeStringField(KEY, key);
                    for (var i = 0; i < tallies.length; i++) {
                        out.writeFieldName(fields.get(i).name());
                        tallies[i].write(out);
                    }
                });
    }

    static String keyOf(JsonNode written) {
        var key = required(written, KEY).textValue();
        if (key == null) {
            throw new IllegalArgumentException(
                    "not a document of this definition: its key is not a text");
        }
        return key;
    }

    void absorb(JsonNode written) {
        for (var i = 0; i < tallies.length; i++) {
            var name = fields.get(i).name();
            try {
                tallies[i].absorb(required(written, name));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new IllegalArgumentException("its %s: %s".formatted(name, e.getMessage()), e);
            }
        }
    }

    private static JsonNode required(JsonNode written, String name) {
        var value = written.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "not a document of this definition: it lacks " + name);
        }
        return value;
    }

    /** Returns the document for readers. */
    byte[] show() {
        return JsonWriter.object(this::show);
    }

    private void show(JsonGenerator out) throws IOException {
        out.writeStringField(KEY, key);
        var capped = new ArrayList<String>();
        for (var i = 0; i < tallies.length; i++) {
            var name = fields.get(i).name();
            out.writeFieldName(name);
            if (!tallies[i].show(out)) {
                capped.add(name);
            }
        }
        if (!capped.isEmpty()) {
            out.writeArrayFieldStart(CAPPED);
            for (var name : capped) {
                out.writeString(name);
            }
            out.writeEndArray();
        }
    }
}
