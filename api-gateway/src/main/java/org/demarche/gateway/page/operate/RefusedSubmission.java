package org.demarche.gateway.page.operate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.demarche.gateway.page.Form;
import org.demarche.gateway.page.ProblemFaults;
import org.demarche.http.Problem;

/**
 * A form that was sent and refused. Its page shows the faults and keeps the typed text.
 *
 * @param act the decision that the form asks for; empty if no form was sent
 * @param version the version that the decision is about; empty if it is about the projection
 * @param status the status of the answer
 * @param faults the faults, in sentences
 */
public record RefusedSubmission(
        String act, String version, Map<String, String> values, int status, List<String> faults) {

    static final RefusedSubmission NONE = new RefusedSubmission("", "", Map.of(), 200, List.of());

    public RefusedSubmission {
        values = Map.copyOf(values);
        faults = List.copyOf(faults);
    }

    static RefusedSubmission of(Form form, Problem problem) {
        return of(form, problem.status(), ProblemFaults.of(problem));
    }

    static RefusedSubmission of(Form form, int status, List<String> faults) {
        var values =
                form.values().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, one -> one.getValue().getFirst()));
        return new RefusedSubmission(
                form.text("act"), form.text("version"), values, status, faults);
    }

    public boolean is(OfferedDecision step) {
        return act.equals(step.act()) && version.equals(step.version());
    }

    /** Returns the text that was typed into a field of this form; empty for all other forms. */
    public String typed(OfferedDecision step, String field) {
        return is(step) ? values.getOrDefault(field, "") : "";
    }
}
