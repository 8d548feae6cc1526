package org.demarche.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.demarche.model.DayWords;

/**
 * A position in a list.
 *
 * @param page of the position
 * @param marks what a reader must know before using it
 * @param evidence what it rests on
 * @param summary of the latest statement; empty without one
 */
public record PositionLine(
        Link actor,
        Link issue,
        Link page,
        StanceMark stance,
        DayWords since,
        List<String> conditions,
        List<Mark> marks,
        String evidence,
        DayWords lastHeard,
        String summary) {

    /**
     * @param meaning in a sentence
     */
    public record Mark(String word, String meaning) {}

    static PositionLine of(JsonNode position, EntryLinks entries) {
        var actor = position.path("actor").asText();
        var issue = position.path("issue").asText();
        return new PositionLine(
                entries.actor(actor),
                entries.issue(issue),
                entries.position(actor, issue),
                StanceMark.of(position.path("stance").textValue()),
                DayWords.of(position.path("since").textValue()),
                conditions(position),
                marks(position),
                Numbers.evidence(position.path("counts")),
                DayWords.of(position.path("lastHeard").textValue()),
                position.path("latest").path("summary").asText(""));
    }

    /** The first conditions, with the number of those that an answer leaves out. */
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

    static List<Mark> marks(JsonNode position) {
        var latest = position.path("latest");
        var marks = new ArrayList<Mark>();
        if (position.path("disputed").asBoolean()) {
            marks.add(new Mark("disputed", "Independent reports give the last day other stances."));
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
                    marks.add(new Mark("days uncertain", "A day that it rests on is not known."));
            case "open" ->
                    marks.add(new Mark("open", "Another statement may be later than this one."));
            default -> {}
        }
        if (contradictions(position) > 0) {
            marks.add(new Mark("contradicted", "Others say that the actor has another stance."));
        }
        return marks;
    }

    private static long contradictions(JsonNode position) {
        return position.path("ascribed")
                .valueStream()
                .filter(one -> one.path("contradicts").asBoolean())
                .count();
    }
}
