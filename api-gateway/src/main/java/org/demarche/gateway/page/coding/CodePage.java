package org.demarche.gateway.page.coding;

import java.util.List;
import java.util.Map;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Link;
import org.demarche.model.edtf.DayWords;
import org.jspecify.annotations.Nullable;

/**
 * The form for a report, or for the correction of one.
 *
 * @param report the report to correct; null for a new one
 * @param action the address to which the form is sent
 * @param event the number of the report's last event; empty for a new report
 * @param draft the values of the fields
 * @param faults the faults by field
 * @param notes notes about a report that the API would accept
 * @param isChecked whether a dry run has found that the API would accept the report
 * @param duplicates the reports that may be duplicates of this one
 * @param known the choices of the form
 */
public record CodePage(
        Layout layout,
        @Nullable Link report,
        String action,
        String event,
        FormDraft draft,
        Map<String, List<String>> faults,
        List<String> notes,
        boolean isChecked,
        List<Duplicate> duplicates,
        Known known,
        String script) {

    static final String PATH = "/code";

    /**
     * The names of the registry, and the conditions and utterances of the reports on the issue.
     *
     * @param conditions the key of each condition, by its text
     */
    public record Known(
            OfferedNames actors,
            OfferedNames issues,
            OfferedNames outlets,
            Map<String, String> conditions,
            List<String> utterances) {}

    /** A report that may be a duplicate. */
    public record Duplicate(
            Link report, String outlet, String day, String stance, String summary) {}

    public String value(String field) {
        return draft.value(field);
    }

    public List<String> faultsOf(String field) {
        return faults.getOrDefault(field, List.of());
    }

    /** Lists the conditions of reports on the issue that this report does not have yet. */
    public List<String> offered() {
        var own = draft.value(FormDraft.CONDITIONS).lines().map(String::strip).toList();
        return known.conditions().keySet().stream().filter(one -> !own.contains(one)).toList();
    }

    /** Writes the days of a date in words. */
    public String days(String field) {
        var date = draft.value(field);
        return date.isEmpty() ? "" : DayWords.of(date).text();
    }

    public boolean isCorrection() {
        return report != null;
    }

    /** Whether the part of the form that is closed at first has a field with a value or a fault. */
    public boolean hasMore() {
        return MORE.stream()
                .anyMatch(field -> !value(field).isEmpty() || faults.containsKey(field));
    }

    private static final List<String> MORE =
            List.of(
                    "addressees",
                    "venue",
                    "utterance",
                    "saidAfter",
                    "denies",
                    "saidAt",
                    "agency",
                    "language",
                    "relay",
                    "plover",
                    "mode",
                    "cameo",
                    "credibility",
                    "coder",
                    "confidence");
}
