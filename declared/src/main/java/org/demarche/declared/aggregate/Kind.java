package org.demarche.declared.aggregate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.io.IOException;
import java.util.Optional;

/** The kinds of an aggregate's values. Values of one kind compare with one another. */
public enum Kind {
    /** A {@link String}; compared by UTF-16 code units. */
    TEXT,
    /** A {@link Long}. */
    WHOLE,
    /** A finite {@link Double} other than the negative zero. */
    DECIMAL;

    public static Optional<Kind> of(CelType type) {
        if (type.equals(SimpleType.STRING)) {
            return Optional.of(TEXT);
        }
        if (type.equals(SimpleType.INT)) {
            return Optional.of(WHOLE);
        }
        return type.equals(SimpleType.DOUBLE) ? Optional.of(DECIMAL) : Optional.empty();
    }

    void write(JsonGenerator out, Object value) throws IOException {
        switch (this) {
            case TEXT -> out.writeString((String) value);
            case WHOLE -> out.writeNumber((Long) value);
            case DECIMAL -> out.writeNumber((Double) value);
        }
    }

    Comparable<?> read(JsonNode node) {
        var isOfThis =
                switch (this) {
                    case TEXT -> node.isTextual();
                    case WHOLE -> node.isIntegralNumber();
                    case DECIMAL -> node.isNumber();
                };
        FieldTally.require(isOfThis, node);
        return switch (this) {
            case TEXT -> node.textValue();
            case WHOLE -> node.longValue();
            case DECIMAL -> node.doubleValue();
        };
    }
}
