package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Excerpt;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.Numbers;
import org.demarche.gateway.page.StanceSign;
import org.demarche.model.edtf.DayWords;
import org.demarche.model.edtf.Edtf;

/**
 * A position in a list.
 *
 * @param page the page of the position
 * @param marks the warnings that a reader must know before using the position
 * @param evidence the counts of the evidence, in words
 * @param summary the summary of the latest statement; empty without one
 */
public record PositionLine(
        Link actor,
        Link issue,
        Link page,
        StanceSign stance,
        DayWords since,
        List<String> conditions,
        List<Mark> marks,
        String evidence,
        DayWords lastHeard,
        String summary) {

    /**
     * A position gets the mark {@code quiet} after more days without a statement of the actor on
     * the issue.
     */
    private static final int QUIET_DAYS = 365;

    private static final Set<String> DOUBTS =
            Set.of("disputed", "mixed", "contested", "denied", "contradicted");

    /**
     * @param meaning the meaning, in a sentence
     */
    public record Mark(String word, String meaning) {}

    /**
     * @param today the day of the page, from which the days without a statement are counted
     */
    static PositionLine of(JsonNode position, EntryLinks entries, LocalDate today) {
        var actor = position.path("actor").asText();
        var issue = position.path("issue").asText();
        return new PositionLine(
                entries.actor(actor),
                entries.issue(issue),
                entries.position(actor, issue),
                StanceSign.of(position.path("stance").textValue()),
                DayWords.of(position.path("since").textValue()),
                conditions(position),
                marks(position, today),
                Numbers.evidence(position.path("counts")),
                DayWords.of(position.path("lastHeard").textValue()),
                Excerpt.of(position.path("latest").path("summary").asText(""), Excerpt.IN_LIST));
    }

    /** Lists the first conditions, and the number of those that the answer leaves out. */
    static List<String> conditions(JsonNode position) {
        var conditions = new ArrayList<String>();
        for (var condition : position.path("conditions")) {
            conditions.add(condition.path("text").asText(condition.path("key").asText()));
        }
        var more = position.path("conditionCount").asInt() - conditions.size();
        if (more > 0) {
            conditions.add("and %d more".formatted(more));
        }
        return conditions;
    }

    static List<Mark> marks(JsonNode position, LocalDate today) {
        var latest = position.path("latest");
        var marks = new ArrayList<Mark>();
        if (position.path("disputed").asBoolean()) {
            marks.add(
                    new Mark(
                            "disputed",
                            "Independent reports give different stances for the last day."));
        } else if (position.path("mixed").asBoolean()) {
            marks.add(new Mark("mixed", "The last statements have more than one stance."));
        }
        if (latest.path("contested").asBoolean()) {
            marks.add(new Mark("contested", "Reports of the last statement differ."));
        }
        if (latest.path("deniedCount").asInt() > 0) {
            marks.add(new Mark("denied", "The actor denies the last statement."));
        }
        switch (position.path("certainty").asText()) {
            case "uncertain" ->
                    marks.add(
                            new Mark(
                                    "days uncertain",
                                    "The position depends on a day that is not known."));
            case "open" ->
                    marks.add(new Mark("open", "Another statement may be later than this one."));
            default -> {}
        }
        if (contradictions(position) > 0) {
            marks.add(new Mark("contradicted", "Others say that the actor has another stance."));
        }
        quiet(position.path("lastHeard").asText(""), today).ifPresent(marks::add);
        return marks;
    }

    private static Optional<Mark> quiet(String lastHeard, LocalDate today) {
        return Optional.of(lastHeard)
                .filter(heard -> !heard.isEmpty())
                .flatMap(heard -> Optional.ofNullable(Edtf.parse(heard).latest()))
                .filter(heard -> heard.isBefore(today.minusDays(QUIET_DAYS)))
                .map(
                        _ ->
                                new Mark(
                                        "quiet",
                                        "No statement of the actor on this issue is known after %s."
                                                .formatted(
                                                        DayWords.of(lastHeard)
                                                                .text()
                                                                .replaceFirst("^by ", ""))));
    }

    /** Lists the words of the marks, for readers who do not see the signs; empty without marks. */
    public String caveats() {
        return marks.stream().map(Mark::word).collect(Collectors.joining(", "));
    }

    /**
     * Returns a sign for a small place: {@code !} for a doubt, {@code …} for a quiet actor; empty
     * without either.
     */
    public String caveat() {
        var words = marks.stream().map(Mark::word).toList();
        if (words.stream().anyMatch(DOUBTS::contains)) {
            return "!";
        }
        return words.contains("quiet") ? "…" : "";
    }

    private static long contradictions(JsonNode position) {
        return position.path("ascribed")
                .valueStream()
                .filter(one -> one.path("contradicts").asBoolean())
                .count();
    }
}
