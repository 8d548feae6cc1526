package org.demarche.gateway.page.read;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.read.Answered;
import org.demarche.http.Refusal;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a position, as it was known when the position was answered.
 *
 * @param runs the runs of the history, the oldest first
 * @param statements the statements of this page, the newest first
 * @param older the address of the older statements; null on the last page
 * @param shifts the shifts, the latest first
 */
record PairEvidence(
        List<JsonNode> runs,
        List<StatementLine> statements,
        @Nullable String older,
        List<ShiftSentence> shifts) {

    /** The most statements on a page. */
    private static final String SHOWN = "100";

    /**
     * The most statements that are read with their reports. They are more than are shown, because
     * the statements of one day may be on two pages.
     */
    private static final String DETAILED = "300";

    /** The most runs or shifts in an answer. */
    private static final String MOST = "1000";

    private static final String CURSOR = "cursor";

    static PairEvidence of(
            PageQuery query, Answered answer, String actor, String issue, EntryLinks entries) {
        var known =
                answer.pinned("asKnown")
                        .map(instant -> Map.of("asKnown", instant))
                        .orElse(Map.of());
        var runs = runs(query, known, actor, issue);
        var page = plus(known, "limit", SHOWN);
        if (!query.one(CURSOR).isEmpty()) {
            page.put(CURSOR, query.one(CURSOR));
        }
        var explanation = query.times(page).explanation(actor, issue);
        var details = details(query, known, explanation.items(), actor, issue);
        var position = entries.position(actor, issue);
        var statements =
                explanation.items().stream()
                        .map(
                                one ->
                                        StatementLine.weighed(
                                                one,
                                                details.get(one.path("statement").asText()),
                                                position,
                                                entries))
                        .toList();
        return new PairEvidence(
                runs,
                statements,
                explanation
                        .next()
                        .map(cursor -> query.with(plus(known, CURSOR, cursor)))
                        .orElse(null),
                shifts(
                        query,
                        known,
                        shiftsInto(runs, query, known, actor, issue),
                        ConditionTexts.of(runs),
                        entries));
    }

    private static List<JsonNode> runs(
            PageQuery query, Map<String, String> known, String actor, String issue) {
        var asked = plus(known, "limit", MOST);
        var runs = new ArrayList<JsonNode>();
        for (var cursor = Optional.of(""); cursor.isPresent(); ) {
            var answer = query.times(asked).history(actor, issue);
            runs.addAll(answer.items());
            cursor = answer.next();
            cursor.ifPresent(next -> asked.put(CURSOR, next));
        }
        return runs;
    }

    /**
     * Returns the shifts, the latest first. The runs have them. If a run has only its first shifts,
     * a list of shifts is read, which has all.
     */
    private static List<JsonNode> shiftsInto(
            List<JsonNode> runs,
            PageQuery query,
            Map<String, String> known,
            String actor,
            String issue) {
        var isWhole =
                runs.stream()
                        .allMatch(
                                run -> run.path("shiftCount").asInt() == run.path("shifts").size());
        if (isWhole) {
            return runs.stream()
                    .flatMap(run -> run.path("shifts").valueStream())
                    .toList()
                    .reversed();
        }
        var asked = plus(known, "limit", MOST);
        asked.put("actor", actor);
        asked.put("issue", issue);
        if (query.one("asOf").isEmpty()) {
            asked.put("uncertain", "include");
        }
        return query.times(asked).shifts().items();
    }

    /** Reads these statements with their reports. The keys are the ids of the statements. */
    private static Map<String, JsonNode> details(
            PageQuery query,
            Map<String, String> known,
            List<JsonNode> weighed,
            String actor,
            String issue) {
        if (weighed.isEmpty()) {
            return Map.of();
        }
        var asked = plus(known, "limit", DETAILED);
        asked.put("actor", actor);
        asked.put("issue", issue);
        day(weighed, Edtf::earliest, Comparator.naturalOrder())
                .ifPresent(first -> asked.put("from", first.toString()));
        day(weighed, Edtf::latest, Comparator.reverseOrder())
                .ifPresent(last -> asked.put("to", last.toString()));
        return query.times(asked).statements().items().stream()
                .collect(
                        toMap(
                                one -> one.path("statement").asText(),
                                Function.identity(),
                                (one, _) -> one));
    }

    /** Finds the first day by this order; empty if one of the days is open. */
    private static Optional<LocalDate> day(
            List<JsonNode> weighed,
            Function<Edtf, @Nullable LocalDate> end,
            Comparator<LocalDate> order) {
        var days =
                weighed.stream()
                        .map(one -> end.apply(Edtf.parse(one.path("saidOn").asText())))
                        .toList();
        return days.stream().anyMatch(Objects::isNull)
                ? Optional.empty()
                : days.stream().filter(Objects::nonNull).min(order);
    }

    /** Makes the sentences. Only the latest shift gets the summaries of its two statements. */
    private static List<ShiftSentence> shifts(
            PageQuery query,
            Map<String, String> known,
            List<JsonNode> latest,
            Map<String, String> conditions,
            EntryLinks entries) {
        var shifts =
                latest.stream()
                        .map(shift -> ShiftSentence.of(shift, entries).worded(conditions))
                        .toList();
        if (shifts.isEmpty()) {
            return shifts;
        }
        var last = shifts.getFirst().summarized(id -> summary(query, known, id));
        return Stream.concat(Stream.of(last), shifts.stream().skip(1)).toList();
    }

    /**
     * Reads the summary of a statement; empty if the statement has no report of the grades asked
     * for.
     */
    private static String summary(PageQuery query, Map<String, String> known, String statement) {
        try {
            var answer = query.times(known).statement(statement);
            return StatementLine.lead(answer.json()).path("summary").asText("");
        } catch (Refusal _) {
            return "";
        }
    }

    private static Map<String, String> plus(Map<String, String> some, String name, String value) {
        var all = new HashMap<>(some);
        all.put(name, value);
        return all;
    }
}
