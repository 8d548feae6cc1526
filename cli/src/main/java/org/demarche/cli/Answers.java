package org.demarche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's answers to one batch.
 *
 * @param created lines that are new
 * @param repeated lines that say what was there before
 * @param refused line numbers within the batch, from 1, and why
 * @param registered what unknown names have become, a sentence each
 * @param warnings what is odd about lines that were taken
 */
record Answers(
        long created,
        long repeated,
        List<Line> refused,
        List<String> registered,
        List<Warning> warnings,
        String token) {

    record Line(long line, Problem problem) {}

    record Warning(long line, String text) {}

    /**
     * @throws Failure if the answer breaks off before its summary
     */
    static Answers read(String body) {
        var refused = new ArrayList<Line>();
        var registered = new ArrayList<String>();
        var warnings = new ArrayList<Warning>();
        for (var line : body.lines().toList()) {
            var answer = parse(line);
            if (answer.has("summary")) {
                return of(answer, refused, registered, warnings);
            }
            if (answer.path("status").asInt() >= 400) {
                var problem = Problem.of(answer.path("status").asInt(), answer.path("problem"));
                refused.add(new Line(answer.path("line").asLong(), problem));
            }
            answer.path("registered").forEach(entry -> registered.add(sentence(entry)));
            var number = answer.path("line").asLong();
            answer.path("warnings")
                    .forEach(warning -> warnings.add(new Warning(number, text(warning))));
        }
        throw brokeOff(null);
    }

    private static JsonNode parse(String line) {
        try {
            return Gateway.JSON.readTree(line);
        } catch (IOException e) {
            throw brokeOff(e);
        }
    }

    private static Failure brokeOff(@Nullable IOException cause) {
        var sentence = "The gateway's answer broke off; send the same lines again to go on.";
        return new Failure(ExitCode.UNREACHABLE, sentence, cause);
    }

    private static String sentence(JsonNode entry) {
        var kind = entry.path("kind").asText(entry.path("type").asText());
        var near = entry.path("near").valueStream().map(JsonNode::asText).toList();
        return "Registered '%s' as the %s %s%s."
                .formatted(
                        entry.path("name").asText(),
                        kind,
                        entry.path("id").asText(),
                        near.isEmpty() ? "" : "; near to it: " + String.join(", ", near));
    }

    private static String text(JsonNode warning) {
        return "%s: %s"
                .formatted(warning.path("pointer").asText(), warning.path("message").asText());
    }

    private static Answers of(
            JsonNode last, List<Line> refused, List<String> registered, List<Warning> warnings) {
        var summary = last.path("summary");
        return new Answers(
                summary.path("created").asLong(),
                summary.path("repeated").asLong(),
                List.copyOf(refused),
                List.copyOf(registered),
                List.copyOf(warnings),
                last.path("token").asText(""));
    }

    /** Whether a line failed that may succeed in a moment. */
    boolean worthRepeating() {
        return refused.stream()
                .mapToInt(line -> line.problem().status())
                .anyMatch(status -> status == 503 || status == 504);
    }
}
