package org.demarche.declared.language;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import org.demarche.declared.aggregate.Aggregate;
import org.demarche.declared.aggregate.Kind;

/** The words for types of expressions in messages. */
public final class TypeWords {

    private TypeWords() {}

    public static String of(CelType type) {
        return switch (type.kind()) {
            case STRING -> "a text";
            case INT -> "a whole number";
            case UINT -> "a whole number without a sign";
            case DOUBLE -> "a decimal number";
            case BOOL -> "true or false";
            case LIST -> "a list";
            case MAP -> "a map";
            case STRUCT -> "an object";
            case TIMESTAMP -> "an instant";
            case DURATION -> "a duration";
            default -> "a value whose type is not known before the evaluation";
        };
    }

    /** Returns advice on a conversion that the aggregate takes; empty if there is none. */
    public static String remedy(CelType type, Aggregate aggregate) {
        var convertible =
                type.kind() == CelKind.BOOL
                        || type.kind() == CelKind.INT
                        || type.kind() == CelKind.UINT && !aggregate.takes(Kind.WHOLE)
                        || type.kind() == CelKind.DOUBLE
                        || type.kind() == CelKind.TIMESTAMP;
        if (convertible && aggregate.takes(Kind.TEXT)) {
            return ": string(…) makes it a text";
        }
        if (!aggregate.takes(Kind.WHOLE)) {
            return "";
        }
        return switch (type.kind()) {
            case STRING -> ": int(…) or double(…) reads it as one";
            case UINT -> ": int(…) makes it one";
            default -> "";
        };
    }
}
