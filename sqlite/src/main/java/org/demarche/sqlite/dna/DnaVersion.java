package org.demarche.sqlite.dna;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The versions of the file format, and how they differ. */
public enum DnaVersion {

    /**
     * Texts are stored where they are used. A date is an instant in milliseconds, made from a day
     * and a time in the time zone of the coder's machine, which the file does not name.
     */
    DNA_2(
            "DNA 2.0",
            "statementtypeid value",
            "SELECT StatementId, VariableId, Value FROM DATASHORTTEXT") {
        @Override
        public Instant instant(long date) {
            return Instant.ofEpochMilli(date);
        }
    },

    /**
     * Short texts are in a table of entities. A date is a local time in seconds, written as if it
     * were in UTC.
     */
    DNA_3(
            "DNA 3.0",
            "entity",
            "SELECT t.StatementId, t.VariableId, e.Value FROM DATASHORTTEXT t JOIN ENTITIES e ON e.ID = t.Entity") {
        @Override
        public Instant instant(long date) {
            return Instant.ofEpochSecond(date);
        }
    };

    private final String label;
    private final String marks;
    private final String shortTexts;

    /**
     * @param marks the columns of DATASHORTTEXT by which the version is recognized
     */
    DnaVersion(String label, String marks, String shortTexts) {
        this.label = label;
        this.marks = marks;
        this.shortTexts = shortTexts;
    }

    /**
     * @param columns the columns of DATASHORTTEXT, in lower case
     */
    static Optional<DnaVersion> of(Set<String> columns) {
        for (var version : values()) {
            if (columns.containsAll(List.of(version.marks.split(" ")))) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    public String label() {
        return label;
    }

    /** Returns the SQL that selects the statement, the variable and the text of each short text. */
    String shortTexts() {
        return shortTexts;
    }

    /** Returns the instant of a date in the file; a local date counts as UTC. */
    public abstract Instant instant(long date);

    /** Returns the day of a date in the file; empty if the date is outside the years 0 to 9999. */
    public Optional<LocalDate> day(long date, ZoneId zone) {
        try {
            var day = LocalDate.ofInstant(instant(date), zone);
            return Optional.of(day).filter(each -> each.getYear() >= 0 && each.getYear() <= 9999);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
