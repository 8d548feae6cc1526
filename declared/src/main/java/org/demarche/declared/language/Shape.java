package org.demarche.declared.language;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one kind of object: their names and types for CEL's checker, and their readers. An
 * absent field is null for {@link #read}, and becomes the empty value of its type in an expression:
 * the empty text, 0, the empty list, an object without fields.
 *
 * @param <T> the record; null if the object is absent
 */
final class Shape<T> {

    private final String name;
    private final Map<String, Column<T>> columns = new LinkedHashMap<>();

    /**
     * @param inner the shape of an object, or of the objects in a list; null for other types
     */
    private record Column<T>(
            CelType type,
            Object empty,
            @Nullable Shape<?> inner,
            Function<T, @Nullable Object> read) {

        boolean isList() {
            return type instanceof ListType;
        }
    }

    /**
     * @param name the name of the type in messages
     */
    Shape(String name) {
        this.name = name;
    }

    Shape<T> text(String field, Function<T, @Nullable Object> read) {
        // days, instants and dates are read as their texts
        return with(
                field,
                SimpleType.STRING,
                "",
                null,
                record -> {
                    var value = read.apply(record);
                    return value == null ? null : value.toString();
                });
    }

    Shape<T> number(String field, Function<T, @Nullable Integer> read) {
        return with(
                field,
                SimpleType.INT,
                0L,
                null,
                record -> {
                    var value = read.apply(record);
                    return value == null ? null : (Object) value.longValue();
                });
    }

    Shape<T> instant(String field, Function<T, @Nullable Object> read) {
        return with(field, SimpleType.TIMESTAMP, Instant.EPOCH, null, read);
    }

    Shape<T> texts(String field, Function<T, List<String>> read) {
        return with(
                field,
                ListType.create(SimpleType.STRING),
                List.of(),
                null,
                record -> present(read.apply(record)));
    }

    <U> Shape<T> object(String field, Shape<U> inner, Function<T, @Nullable U> read) {
        return with(
                field,
                inner.type(),
                inner.view(null),
                inner,
                record -> {
                    var value = read.apply(record);
                    return value == null ? null : inner.view(value);
                });
    }

    <U> Shape<T> objects(String field, Shape<U> inner, Function<T, List<U>> read) {
        return with(
                field,
                ListType.create(inner.type()),
                List.of(),
                inner,
                record -> present(read.apply(record).stream().map(inner::view).toList()));
    }

    private static @Nullable Object present(List<?> list) {
        return list.isEmpty() ? null : list;
    }

    private Shape<T> with(
            String field,
            CelType type,
            Object empty,
            @Nullable Shape<?> inner,
            Function<T, @Nullable Object> read) {
        columns.put(field, new Column<>(type, empty, inner, read));
        return this;
    }

    StructType type() {
        var types = ImmutableMap.copyOf(types());
        return StructType.create(
                name,
                ImmutableSet.copyOf(columns.keySet()),
                field -> Optional.ofNullable(types.get(field)));
    }

    /** Returns the types of the fields, in the order in which they were declared. */
    Map<String, CelType> types() {
        var types = new LinkedHashMap<String, CelType>();
        columns.forEach((field, column) -> types.put(field, column.type));
        return types;
    }

    /** Adds the types of this object and of all inner objects under their names. */
    void collectTypes(Map<String, CelType> types) {
        types.put(name, type());
        columns.values()
                .forEach(
                        column -> {
                            if (column.inner != null) {
                                column.inner.collectTypes(types);
                            }
                        });
    }

    boolean has(String field) {
        return columns.containsKey(field);
    }

    /** Returns the shape of a field that is an object; null for other fields. */
    @Nullable Shape<?> inner(String field) {
        var column = columns.get(field);
        return column == null || column.isList() ? null : column.inner;
    }

    /** Visits each field and all inner fields, with the full path of each. */
    void walk(String prefix, BiConsumer<String, CelType> visitor) {
        columns.forEach(
                (field, column) -> {
                    visitor.accept(prefix + field, column.type);
                    if (column.inner != null && !column.isList()) {
                        column.inner.walk(prefix + field + '.', visitor);
                    }
                });
    }

    /** Returns the value of a field; null if the field is absent or unknown. */
    @Nullable Object read(T record, String field) {
        var column = columns.get(field);
        return column == null ? null : column.read.apply(record);
    }

    /**
     * Returns the value of a field, or the empty value if the field is absent; null if it is
     * unknown.
     */
    @Nullable Object select(@Nullable T record, String field) {
        var column = columns.get(field);
        if (column == null) {
            return null;
        }
        var value = record == null ? null : column.read.apply(record);
        return value == null ? column.empty : value;
    }

    /** Returns a function that reads a field and does not look it up each time. */
    Function<T, @Nullable Object> reader(String field) {
        var column = columns.get(field);
        if (column == null) {
            throw new IllegalArgumentException("%s has no field %s".formatted(name, field));
        }
        return column.read;
    }

    ExpressionInput<T> view(@Nullable T record) {
        return new ExpressionInput<>(this, record);
    }
}
