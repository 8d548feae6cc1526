package org.demarche.sqlite.dna;

import java.util.Locale;

/** The meaning of a variable in a statement. */
public enum Role {
    PERSON,
    ORGANIZATION,
    CONCEPT,
    AGREEMENT;

    /** Returns the name of the variable in a new file of the Discourse Network Analyzer. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a variable with this type of data can have this role. */
    boolean takes(String dataType) {
        return switch (this) {
            case PERSON, ORGANIZATION, CONCEPT ->
                    dataType.equals("short text") || dataType.equals("long text");
            case AGREEMENT -> dataType.equals("boolean") || dataType.equals("integer");
        };
    }
}
