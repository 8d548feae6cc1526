package org.demarche.declared.language;

import dev.cel.common.types.CelType;
import dev.cel.common.values.StructValue;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a record to an expression: it copies nothing, and reads only the fields in use. */
@SuppressWarnings("Immutable") // records of the model and shapes that are complete are not changed
final class ExpressionInput<T> extends StructValue<String, ExpressionInput<T>> {

    private final Shape<T> shape;

    /** The record; null if the object is absent. */
    final @Nullable T record;

    ExpressionInput(Shape<T> shape, @Nullable T record) {
        this.shape = shape;
        this.record = record;
    }

    @Override
    public Object select(String field) {
        var value = shape.select(record, field);
        if (value == null) {
            throw new IllegalStateException("unchecked expression: no field " + field);
        }
        return value;
    }

    @Override
    public Optional<?> find(String field) {
        return record == null ? Optional.empty() : Optional.ofNullable(shape.read(record, field));
    }

    @Override
    public ExpressionInput<T> value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return record == null;
    }

    @Override
    public CelType celType() {
        return shape.type();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExpressionInput<?> view
                && shape == view.shape
                && Objects.equals(record, view.record);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(record);
    }
}
