package org.demarche.declared;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one field has counted under one key. What was added can be removed again, in any order;
 * equal contents write equal bytes, whatever happened before. Belongs to one thread.
 */
sealed interface Tally permits Count, Sum, Extreme, Edge, Values {

    /**
     * @param value of the field's kind; null for {@code count()} alone
     */
    void add(Moment moment, @Nullable Object value);

    /** Removes a value that was added with the same arguments. */
    void remove(Moment moment, @Nullable Object value);

    /** Writes one JSON value for {@link #absorb}. */
    void write(JsonGenerator out) throws IOException;

    /** Adds the counts of another partition. No value is removed after that. */
    void absorb(JsonNode written);

    /**
     * Writes the JSON value that is served.
     *
     * @return whether it holds all values that were counted
     */
    boolean show(JsonGenerator out) throws IOException;
}
