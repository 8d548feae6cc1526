package org.demarche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A refusal of the API (`application/problem+json`), as sentences. */
record Problem(int status, String title, String detail, List<String> violations) {

    Problem {
        violations = List.copyOf(violations);
    }

    static Problem of(int status, String body) {
        try {
            return of(status, Gateway.JSON.readTree(body));
        } catch (IOException e) {
            return new Problem(
                    status,
                    "The gateway answered " + status + " and not as an API does",
                    "",
                    List.of());
        }
    }

    static Problem of(int status, JsonNode problem) {
        var violations = new ArrayList<String>();
        for (var violation : problem.path("violations")) violations.add(text(violation));
        return new Problem(
                status,
                problem.path("title").asText("Status " + status),
                problem.path("detail").asText(""),
                violations);
    }

    private static String text(JsonNode violation) {
        var where = violation.path("pointer").asText("");
        var names = new ArrayList<String>();
        for (var name : violation.path("suggestions")) names.add(name.asText());
        return (where.isEmpty() ? "" : where + ": ")
                + violation.path("message").asText("")
                + (names.isEmpty() ? "" : " (did you mean " + String.join(", ", names) + "?)");
    }

    /** On one line: for a line of a file. */
    String line() {
        if (!violations.isEmpty()) return String.join("; ", violations);
        return detail.isEmpty() ? title : detail;
    }

    Failure failure() {
        var text = new StringBuilder(title);
        if (!detail.isEmpty() && !detail.equals(title)) text.append(": ").append(detail);
        violations.forEach(
                violation -> text.append(System.lineSeparator()).append("  ").append(violation));
        return new Failure(status >= 500 ? ExitCode.UNREACHABLE : ExitCode.NO, text.toString());
    }
}
