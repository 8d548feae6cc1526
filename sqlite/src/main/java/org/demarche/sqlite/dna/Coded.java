package org.demarche.sqlite.dna;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a file, before any check.
 *
 * @param type null: of none that is in the file
 * @param texts by role, cleaned; what is empty is absent
 * @param agreement 1 or 0, as far as the file keeps its own rules
 * @param document null: of none that is in the file
 * @param start of its passage in the document's text, in UTF-16 code units
 * @param passage null unless asked for; empty if it lies outside the text
 */
public record Coded(
        long id,
        @Nullable StatementType type,
        Map<Role, String> texts,
        @Nullable Long agreement,
        @Nullable Document document,
        @Nullable String coder,
        long start,
        long stop,
        @Nullable String passage) {

    public Coded {
        texts = Map.copyOf(texts);
    }

    /**
     * @param id in the file
     * @param source cleaned; empty if there is none
     * @param date in the unit of the version; null if there is none
     */
    public record Document(long id, String title, String source, @Nullable Long date) {}
}
