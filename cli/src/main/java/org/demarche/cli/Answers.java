package org.demarche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway said of one batch.
 *
 * @param created reports that are new
 * @param repeated reports that were there before
 * @param refused line numbers within the batch, from 1, and why
 */
record Answers(long created, long repeated, List<Line> refused, String token) {

    record Line(long line, Problem problem) {}

    /**
     * @throws Failure if the answer breaks off before its summary
     */
    static Answers read(String body) {
        var refused = new ArrayList<Line>();
        for (var line : body.lines().toList()) {
            var answer = parse(line);
            if (answer.has("summary")) {
                return of(answer, refused);
            }
            if (answer.path("status").asInt() >= 400) {
                var problem = Problem.of(answer.path("status").asInt(), answer.path("problem"));
                refused.add(new Line(answer.path("line").asLong(), problem));
            }
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
        var sentence = "The gateway's answer broke off; load the file again to go on.";
        return new Failure(ExitCode.UNREACHABLE, sentence, cause);
    }

    private static Answers of(JsonNode last, List<Line> refused) {
        var summary = last.path("summary");
        return new Answers(
                summary.path("created").asLong(),
                summary.path("repeated").asLong(),
                List.copyOf(refused),
                last.path("token").asText(""));
    }

    /** Whether a line failed that may do better in a moment. */
    boolean worthRepeating() {
        return refused.stream()
                .mapToInt(line -> line.problem().status())
                .anyMatch(status -> status == 503 || status == 504);
    }
}
