package org.demarche.declared.aggregate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one field under one key. Added values can be removed again, in any order. Equal
 * contents write equal bytes. Only one thread uses it.
 */
public sealed interface FieldTally permits Count, Sum, Extreme, Edge, Values {

    /**
     * @param value a value of the field's kind; null only for {@code count()}
     */
    void add(Moment moment, @Nullable Object value);

    /** Removes a value that was added with the same arguments. */
    void remove(Moment moment, @Nullable Object value);

    /** Writes one JSON value for {@link #absorb}. */
    void write(JsonGenerator out) throws IOException;

    /**
     * Adds the counts of another partition. No value is removed after that.
     *
     * @throws IllegalArgumentException if {@link #write} does not write such a value
     */
    void absorb(JsonNode written);

    /**
     * Writes the JSON value for readers.
     *
     * @return whether all values that were counted are in it
     */
    boolean show(JsonGenerator out) throws IOException;

    /**
     * @param isWritten whether {@link #write} writes such a value
     */
    static void require(boolean isWritten, JsonNode value) {
        if (!isWritten) {
            throw new IllegalArgumentException(
                    "a value of the type %s cannot be counted here".formatted(value.getNodeType()));
        }
    }
}
