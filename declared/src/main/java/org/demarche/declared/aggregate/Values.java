package org.demarche.declared.aggregate;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The texts of {@code countBy(text)}, {@code distinct(text)} and {@code top(n, text)}, and the
 * number of times that each occurs. A document has as many texts as the limits allow. For {@code
 * distinct} it has the first texts in their order. A partition that leaves out a text has no later
 * text in its document, so the merged list ends before that text, too. The merged list is exact for
 * any split into partitions. For the other aggregates a document has the most frequent texts of
 * each partition, so a capped count may lack texts that another partition left out.
 */
public final class Values implements FieldTally {

    private static final String CAPPED = "capped";
    private static final String TIMES = "times";
    private static final String VALUES = "values";

    /**
     * The bytes beside a value: two quotes and a comma. A counted value also has a colon and a
     * count of up to eight digits.
     */
    private static final int BESIDE = 3;

    private static final int BESIDE_COUNTED = BESIDE + 9;

    private static final Comparator<Counted> MOST_FREQUENT =
            comparingLong(Counted::times).reversed().thenComparing(comparing(Counted::text));

    private final Aggregate aggregate;
    private final int most;
    private final Limits limits;
    private final Multiset values = new Multiset();
    private boolean absorbedCapped;

    /** For {@code distinct}, the first value that a partition left out; null if none did. */
    private @Nullable String cut;

    /**
     * The values by their frequency. They are kept only if there are more values than fit, because
     * sorting all for each document would be slow.
     */
    private @Nullable TreeSet<Counted> mostFrequent;

    public Values(Aggregate aggregate, int most, Limits limits) {
        this.aggregate = aggregate;
        this.most = most;
        this.limits = limits;
    }

    private record Counted(String text, long times) {

        static Counted of(Map.Entry<Object, Multiset.Times> entry) {
            return new Counted((String) entry.getKey(), entry.getValue().times);
        }
    }

    @Override
    public void add(Moment moment, @Nullable Object value) {
        add((String) Objects.requireNonNull(value), 1);
    }

    private void add(String text, long times) {
        var now = values.add(text, times);
        reorder(text, now - times, now);
    }

    @Override
    public void remove(Moment moment, @Nullable Object value) {
        var text = (String) Objects.requireNonNull(value);
        var now = values.remove(text);
        reorder(text, now + 1, now);
    }

    private void reorder(String text, long before, long now) {
        if (mostFrequent == null) {
            return;
        }
        mostFrequent.remove(new Counted(text, before));
        if (now > 0) {
            mostFrequent.add(new Counted(text, now));
        }
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
        var kept = kept();
        out.writeStartObject();
        if (aggregate == Aggregate.DISTINCT) {
            if (isCapped(kept)) {
                out.writeStringField(CAPPED, firstAfter(kept));
            }
            texts(out, kept);
        } else {
            if (isCapped(kept)) {
                out.writeBooleanField(CAPPED, true);
            }
            out.writeObjectFieldStart(TIMES);
            for (var one : kept) {
                out.writeNumberField(one.text, one.times);
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private String firstAfter(List<Counted> kept) {
        var all = values.values;
        var next = kept.isEmpty() ? all.firstKey() : all.higherKey(kept.getLast().text);
        return (String) Objects.requireNonNull(next);
    }

    @Override
    public void absorb(JsonNode written) {
        var isDistinct = aggregate == Aggregate.DISTINCT;
        var listed = written.path(isDistinct ? VALUES : TIMES);
        FieldTally.require(isDistinct ? listed.isArray() : listed.isObject(), written);
        absorbedCapped |= written.has(CAPPED);
        var left = written.path(CAPPED).textValue();
        if (left != null && (cut == null || left.compareTo(cut) < 0)) {
            cut = left;
        }
        if (isDistinct) {
            listed.forEach(text -> add((String) Kind.TEXT.read(text), 1));
        } else {
            listed.properties()
                    .forEach(one -> add(one.getKey(), (Long) Kind.WHOLE.read(one.getValue())));
        }
    }

    @Override
    public boolean show(JsonGenerator out) throws IOException {
        var kept = kept();
        switch (aggregate) {
            case COUNT_BY -> {
                out.writeStartObject();
                for (var one : kept.stream().sorted(MOST_FREQUENT).toList()) {
                    out.writeNumberField(one.text, one.times);
                }
                out.writeEndObject();
            }
            case TOP -> {
                out.writeStartArray();
                for (var one : kept.stream().sorted(MOST_FREQUENT).limit(most).toList()) {
                    out.writeStartObject();
                    out.writeStringField("value", one.text);
                    out.writeNumberField("count", one.times);
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            case DISTINCT -> {
                out.writeStartObject();
                out.writeNumberField("count", kept.size());
                texts(out, kept);
                out.writeEndObject();
            }
            case COUNT, SUM, MIN, MAX, FIRST, LAST ->
                    throw new IllegalStateException(aggregate + " lists no values");
        }
        return !isCapped(kept);
    }

    private static void texts(JsonGenerator out, List<Counted> kept) throws IOException {
        out.writeArrayFieldStart(VALUES);
        for (var one : kept) {
            out.writeString(one.text);
        }
        out.writeEndArray();
    }

    private boolean isCapped(List<Counted> kept) {
        return absorbedCapped || kept.size() < values.values.size();
    }

    /** Returns the values that fit, in the order of their texts. */
    private List<Counted> kept() {
        if (aggregate == Aggregate.DISTINCT) {
            var known = cut == null ? values.values : values.values.headMap(cut);
            return fitting(known.entrySet().stream().map(Counted::of).iterator());
        }
        var all = values.values.entrySet().stream().map(Counted::of);
        if (mostFrequent == null) {
            if (fits()) {
                return all.toList();
            }
            mostFrequent = all.collect(Collectors.toCollection(() -> new TreeSet<>(MOST_FREQUENT)));
        }
        var kept = fitting(mostFrequent.iterator());
        kept.sort(comparing(Counted::text));
        return kept;
    }

    private boolean fits() {
        if (values.values.size() > limits.values()) {
            return false;
        }
        var bytes = 0L;
        for (var text : values.values.keySet()) {
            bytes += bytes((String) text);
        }
        return bytes <= limits.bytes();
    }

    private int bytes(String text) {
        return Limits.bytes(text) + (aggregate == Aggregate.DISTINCT ? BESIDE : BESIDE_COUNTED);
    }

    private List<Counted> fitting(Iterator<Counted> all) {
        var kept = new ArrayList<Counted>();
        var bytes = 0L;
        while (all.hasNext() && kept.size() < limits.values()) {
            var one = all.next();
            bytes += bytes(one.text);
            if (bytes > limits.bytes()) {
                break;
            }
            kept.add(one);
        }
        return kept;
    }
}
