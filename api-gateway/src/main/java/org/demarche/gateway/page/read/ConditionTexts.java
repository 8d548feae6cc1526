package org.demarche.gateway.page.read;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.gateway.page.PageQuery;
import org.demarche.http.Refusal;

/** The texts of conditions by their keys, because lists of shifts have the keys alone. */
final class ConditionTexts {

    private ConditionTexts() {}

    /** Of the reports of a statement; of one that is not there for these grades, none. */
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

    /** The first text of a key counts. */
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
