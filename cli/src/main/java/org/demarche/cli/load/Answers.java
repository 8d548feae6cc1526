package org.demarche.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.cli.client.ApiProblem;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.sheet.LinePlaces;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's answers to one batch.
 *
 * @param created the number of new lines
 * @param corrected the number of new lines that correct a report that was filed before
 * @param repeated the number of lines whose content the log had before
 * @param refused the refused lines, with their numbers within the file, from 1, and the reasons
 * @param registered a sentence about each entry that was registered for an unknown name
 * @param warnings the warnings about lines that were accepted
 */
record Answers(
        long created,
        long corrected,
        long repeated,
        List<Line> refused,
        List<String> registered,
        List<Warning> warnings,
        String token) {

    record Line(long line, ApiProblem problem) {}

    record Warning(long line, String text) {}

    /**
     * @param before the number of lines of the file before the batch
     * @throws Failure if the answer breaks off before its summary
     */
    static Answers read(String body, long before, LinePlaces places) {
        var refused = new ArrayList<Line>();
        var registered = new ArrayList<String>();
        var warnings = new ArrayList<Warning>();
        for (var line : body.lines().toList()) {
            var answer = parse(line);
            if (answer.has("summary")) {
                return of(answer, refused, registered, warnings);
            }
            var number = before + answer.path("line").asLong();
            place(answer, number, places);
            if (answer.path("status").asInt() >= 400) {
                var problem = ApiProblem.of(answer.path("status").asInt(), answer.path("problem"));
                refused.add(new Line(number, problem));
            }
            answer.path("registered").forEach(entry -> registered.add(sentence(entry)));
            answer.path("warnings")
                    .forEach(warning -> warnings.add(new Warning(number, text(warning))));
        }
        throw brokeOff(null);
    }

    /** Returns the answers about single lines, with their numbers within the file. */
    static List<JsonNode> lines(String body, long before) {
        return body.lines()
                .map(Answers::parse)
                .filter(answer -> answer.has("line"))
                .<JsonNode>map(
                        answer ->
                                ((ObjectNode) answer)
                                        .put("line", before + answer.path("line").asLong()))
                .toList();
    }

    private static void place(JsonNode answer, long number, LinePlaces places) {
        Stream.of(answer.path("problem").path("violations"), answer.path("warnings"))
                .flatMap(JsonNode::valueStream)
                .filter(one -> one.path("pointer").isTextual())
                .forEach(
                        one ->
                                ((ObjectNode) one)
                                        .put(
                                                "pointer",
                                                places.of(number, one.path("pointer").asText())));
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
                summary.path("corrected").asLong(),
                summary.path("repeated").asLong(),
                List.copyOf(refused),
                List.copyOf(registered),
                List.copyOf(warnings),
                last.path("token").asText(""));
    }

    /** Whether a line failed that may soon succeed. */
    boolean worthRepeating() {
        return refused.stream()
                .mapToInt(line -> line.problem().status())
                .anyMatch(status -> status == 503 || status == 504);
    }
}
