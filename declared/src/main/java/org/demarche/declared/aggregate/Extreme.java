package org.demarche.declared.aggregate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code min(x)} and {@code max(x)}; null if there is no value. It keeps all values, because the
 * extreme one may be removed.
 */
public final class Extreme implements FieldTally {

    private final Kind kind;
    private final boolean least;
    private final Multiset values = new Multiset();

    public Extreme(Kind kind, boolean least) {
        this.kind = kind;
        this.least = least;
    }

    @Override
    public void add(Moment moment, @Nullable Object value) {
        values.add(Objects.requireNonNull(value), 1);
    }

    @Override
    public void remove(Moment moment, @Nullable Object value) {
        values.remove(Objects.requireNonNull(value));
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
        if (values.values.isEmpty()) {
            out.writeNull();
        } else {
            kind.write(out, least ? values.values.firstKey() : values.values.lastKey());
        }
    }

    @Override
    public void absorb(JsonNode written) {
        if (!written.isNull()) {
            values.add(kind.read(written), 1);
        }
    }

    @Override
    public boolean show(JsonGenerator out) throws IOException {
        write(out);
        return true;
    }
}
