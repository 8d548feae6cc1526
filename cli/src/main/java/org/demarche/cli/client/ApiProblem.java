package org.demarche.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/**
 * A refusal of the API (`application/problem+json`) as sentences.
 *
 * @param type the type of the problem, as the API sends it, such as {@code /problems/taken}; empty
 *     if it has none
 * @param violations the faults of the request, and the blockers
 * @param json the answer of the API; a missing node if it was not JSON
 */
public record ApiProblem(
        int status,
        String type,
        String title,
        String detail,
        List<String> violations,
        JsonNode json) {

    public ApiProblem {
        violations = List.copyOf(violations);
    }

    public static ApiProblem of(int status, String body) {
        try {
            return of(status, Gateway.JSON.readTree(body));
        } catch (IOException e) {
            return new ApiProblem(
                    status,
                    "",
                    "The gateway answered %d, but not as an API does: is it a Demarche gateway?"
                            .formatted(status),
                    "",
                    List.of(),
                    Gateway.JSON.missingNode());
        }
    }

    public static ApiProblem of(int status, JsonNode problem) {
        var blockers = problem.path("blockers").valueStream().map(JsonNode::asText).toList();
        // the detail repeats all blockers in one line
        var detail =
                problem.path("detail").asText("").replace(String.join(". ", blockers), "").strip();
        // only a program sees this link
        detail = detail.replaceFirst("[.] The link in 'today' .*", "");
        var meant = detail.contains("did you mean") ? "" : meant(problem);
        var violations = new ArrayList<String>();
        for (var violation : problem.path("violations")) violations.add(text(violation));
        if (restated(problem, detail)) violations.clear();
        violations.addAll(blockers);
        return new ApiProblem(
                status,
                problem.path("type").asText(""),
                problem.path("title").asText("Status " + status),
                (meant.isEmpty() ? detail : withoutStop(detail)) + meant,
                violations,
                problem);
    }

    /** Whether the detail repeats the only violation, which is a fault of a parameter. */
    private static boolean restated(JsonNode problem, String detail) {
        var violations = problem.path("violations");
        var only = violations.path(0).path("message").asText("");
        return violations.size() == 1
                && violations.path(0).path("parameter").isTextual()
                && detail.endsWith(only);
    }

    private static String text(JsonNode violation) {
        var where = violation.path("pointer").asText(violation.path("parameter").asText(""));
        return (where.isEmpty() ? "" : where + ": ")
                + violation.path("message").asText("")
                + meant(violation);
    }

    private static String meant(JsonNode of) {
        var names = new ArrayList<String>();
        for (var name : of.path("suggestions")) names.add(name.asText());
        return names.isEmpty() ? "" : ": did you mean " + String.join(", ", names) + '?';
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    public boolean is(String slug) {
        return type.equals("/problems/" + slug);
    }

    /** Returns the problem on one line, because it is printed for one line of a file. */
    public String line() {
        if (!violations.isEmpty()) return String.join("; ", violations);
        return detail.isEmpty() ? title : detail;
    }

    public Failure failure() {
        var text = new StringBuilder(title);
        if (!detail.isEmpty() && !detail.equals(title)) text.append(": ").append(detail);
        violations.forEach(
                violation -> text.append(System.lineSeparator()).append("  ").append(violation));
        return json.isObject()
                ? new Failure(exitCode(), text.toString(), json)
                : new Failure(exitCode(), text.toString());
    }

    /**
     * Returns the exit code. A refused parameter is a fault of the command line, because it was an
     * option. A full registry (507) is a refusal, because a repeat does not help.
     */
    private int exitCode() {
        if (status == 400 || is("rule-gone")) return ExitCode.USAGE;
        return status >= 500 && status != 507 ? ExitCode.UNREACHABLE : ExitCode.NO;
    }
}
