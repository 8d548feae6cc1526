package org.demarche.gateway.page.read;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.gateway.page.PageQuery;
import org.demarche.http.Refusal;

/** Finds the texts of conditions by their keys, because lists of shifts have only the keys. */
final class ConditionTexts {

    private ConditionTexts() {}

    /**
     * Reads the texts from the reports of a statement; none if the statement has no report of the
     * grades asked for.
     */
    static Map<String, String> of(PageQuery query, String statement) {
        try {
            var answer = query.times().statement(statement).json();
            return texts(
                    Stream.concat(
                            Stream.of(StatementLine.lead(answer)),
                            answer.path("reports").valueStream().map(one -> one.path("body"))));
        } catch (Refusal _) {
            return Map.of();
        }
    }

    /** Reads the texts from the runs of a history. */
    static Map<String, String> of(List<JsonNode> runs) {
        return texts(runs.reversed().stream());
    }

    /** Maps each key to its first text. */
    private static Map<String, String> texts(Stream<JsonNode> those) {
        return those.flatMap(one -> one.path("conditions").valueStream())
                .filter(one -> one.path("key").isTextual() && one.path("text").isTextual())
                .collect(
                        toMap(
                                one -> one.path("key").asText(),
                                one -> one.path("text").asText(),
                                (first, _) -> first));
    }
}
