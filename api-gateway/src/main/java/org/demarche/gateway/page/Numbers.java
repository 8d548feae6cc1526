package org.demarche.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Writes counts of evidence as words. */
public final class Numbers {

    private Numbers() {}

    /** Writes a count with its noun, such as {@code 1 report} or {@code 4 reports}. */
    public static String of(long count, String thing) {
        return "%s %s%s".formatted(grouped(count), thing, count == 1 ? "" : "s");
    }

    public static String grouped(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }

    /** Writes, for example, {@code 4 statements in 6 reports, of 4 independent origins}. */
    public static String evidence(JsonNode counts) {
        if (counts.path("statements").asLong() == 0) {
            return "no own statement";
        }
        return "%s in %s, of %s"
                .formatted(
                        of(counts.path("statements").asLong(), "statement"),
                        of(counts.path("reports").asLong(), "report"),
                        of(counts.path("origins").asLong(), "independent origin"));
    }
}
