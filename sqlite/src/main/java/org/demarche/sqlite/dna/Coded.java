package org.demarche.sqlite.dna;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a file, before any check.
 *
 * @param type the type of the statement; null if the file does not have it
 * @param texts the cleaned texts by role, without empty ones
 * @param agreement 1 or 0, unless the file breaks its own rules; null if the file gives none
 * @param document the document of the statement; null if the file does not have it
 * @param start the beginning of the statement's passage in the document's text, in UTF-16 code
 *     units
 * @param passage the text of the passage; null unless asked for; empty if the passage is not within
 *     the document's text
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
     * @param id the id in the file
     * @param source the cleaned source; empty if there is none
     * @param date the date, in the unit of the file's version; null if there is none
     */
    public record Document(long id, String title, String source, @Nullable Long date) {}
}
