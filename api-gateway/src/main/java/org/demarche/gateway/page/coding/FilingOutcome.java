package org.demarche.gateway.page.coding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.page.ProblemFaults;

/**
 * The outcome of filing a report, or of a dry run of it.
 *
 * @param status the status as the API returns it
 * @param faults the faults by field; those that belong to no field are under an empty name
 * @param warnings the warnings about a report that was accepted
 * @param statement the statement to which the report belongs; empty if it was refused
 */
record FilingOutcome(
        int status, Map<String, List<String>> faults, List<String> warnings, String statement) {

    /**
     * @param answer a receipt or a problem
     */
    static FilingOutcome of(int status, JsonNode answer) {
        var faults = new LinkedHashMap<String, List<String>>();
        if (status >= 400) {
            answer.path("violations")
                    .valueStream()
                    .forEach(
                            one -> {
                                var pointer = one.path("pointer").asText();
                                var field = FormDraft.field(pointer);
                                faults.computeIfAbsent(field, _ -> new ArrayList<>())
                                        .add(
                                                field.isEmpty()
                                                        ? ProblemFaults.sentence(one)
                                                        : ProblemFaults.message(one));
                            });
            if (faults.isEmpty()) {
                faults.put("", List.of(answer.path("detail").asText()));
            }
        }
        return new FilingOutcome(
                status,
                faults,
                answer.path("warnings").valueStream().map(ProblemFaults::sentence).toList(),
                answer.path("statement").asText(""));
    }

    boolean isRefused() {
        return status >= 400;
    }

    /** Leaves out the faults of empty fields, for a coder who is still typing. */
    FilingOutcome ofTyped(FormDraft draft) {
        var typed = new LinkedHashMap<>(faults);
        typed.keySet().removeIf(field -> draft.value(field).isEmpty());
        return new FilingOutcome(status, typed, warnings, statement);
    }
}
