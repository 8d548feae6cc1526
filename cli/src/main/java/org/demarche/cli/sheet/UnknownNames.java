package org.demarche.cli.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.demarche.sheet.CellText;

/** The unknown names of a dry run, each once, in the order of the rows. */
final class UnknownNames {

    /**
     * The most names that are kept; further ones are only counted. If a sheet has more, the
     * registry for it is missing.
     */
    private static final int MOST = 10_000;

    private static final int ROWS_TOLD = 5;

    private final Map<NameAnswers.Name, Unknown> names = new LinkedHashMap<>();
    private long more;

    /**
     * @param count the number of rows that have the name
     * @param rows the first few of these rows
     * @param last the last of these rows; it is counted once, even if several cells have the name
     * @param near known names that may have been meant
     */
    record Unknown(
            NameAnswers.Name name, long count, List<Long> rows, long last, List<String> near) {

        private Unknown in(long row, List<String> others) {
            if (row == last) return this;
            var first = rows;
            if (rows.size() < ROWS_TOLD) {
                first = new ArrayList<>(rows);
                first.add(row);
            }
            return new Unknown(
                    name, count + 1, List.copyOf(first), row, near.isEmpty() ? others : near);
        }

        /**
         * @param line the word for a line of the file, such as {@code row}
         */
        String text(String line) {
            var told = rows.stream().map(String::valueOf).toList();
            return "%s '%s', %d %s (%s%s)%s"
                    .formatted(
                            name.type(),
                            CellText.shown(name.name()),
                            count,
                            count == 1 ? line : line + "s",
                            String.join(", ", told),
                            count > rows.size() ? ", ..." : "",
                            near.isEmpty()
                                    ? ""
                                    : ": did you mean %s?".formatted(String.join(", ", near)));
        }
    }

    static boolean isUnknown(JsonNode violation) {
        return violation.has("unknown") && violation.has("name");
    }

    static NameAnswers.Name name(JsonNode violation) {
        return new NameAnswers.Name(
                violation.path("unknown").asText(), violation.path("name").asText());
    }

    void add(JsonNode violation, long row) {
        var name = name(violation);
        if (names.size() == MOST && !names.containsKey(name)) {
            more++;
            return;
        }
        var near = violation.path("suggestions").valueStream().map(JsonNode::asText).toList();
        var known = names.getOrDefault(name, new Unknown(name, 0, List.of(), 0, List.of()));
        names.put(name, known.in(row, near));
    }

    List<Unknown> all() {
        return List.copyOf(names.values());
    }

    long more() {
        return more;
    }
}
