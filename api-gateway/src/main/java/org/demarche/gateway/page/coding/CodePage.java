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
 * @param report that is corrected; null for a new one
 * @param action the address to which the form is sent
 * @param event the number of the report's last event; empty for a new report
 * @param draft what is in the fields
 * @param faults by the names of the fields
 * @param notes about a report that would be taken
 * @param isChecked whether it was checked, and would be taken
 * @param duplicates reports that may be of the same words in the same outlet
 * @param known what can be picked
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
     * @param conditions the keys by their texts
     */
    public record Known(
            OfferedNames actors,
            OfferedNames issues,
            OfferedNames outlets,
            Map<String, String> conditions,
            List<String> utterances) {}

    /** A report that may be the same. */
    public record Duplicate(
            Link report, String outlet, String day, String stance, String summary) {}

    public String value(String field) {
        return draft.value(field);
    }

    public List<String> faultsOf(String field) {
        return faults.getOrDefault(field, List.of());
    }

    /** The conditions of reports on the issue that this one does not have yet. */
    public List<String> offered() {
        var own = draft.value(FormDraft.CONDITIONS).lines().map(String::strip).toList();
        return known.conditions().keySet().stream().filter(one -> !own.contains(one)).toList();
    }

    /** The days that a date means. */
    public String days(String field) {
        var date = draft.value(field);
        return date.isEmpty() ? "" : DayWords.of(date).text();
    }

    public boolean isCorrection() {
        return report != null;
    }

    /** Whether a part of the form that is closed at first has something in it. */
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
