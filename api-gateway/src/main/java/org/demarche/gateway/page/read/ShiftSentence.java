package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Excerpt;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.page.StanceSign;
import org.demarche.model.edtf.DayWords;
import org.demarche.model.explain.PlainWords;
import org.demarche.model.fold.Shift;
import org.jspecify.annotations.Nullable;

/**
 * A shift as a sentence, with the statements of its two sides.
 *
 * @param verb the verb of the sentence
 * @param from the side before the shift; null if the actor was not heard before
 */
public record ShiftSentence(
        Link actor,
        Link issue,
        Link page,
        String verb,
        DayWords between,
        boolean certain,
        @Nullable Side from,
        Side to) {

    /**
     * All kinds of shifts except {@code first}, which changes nothing because the actor was not
     * heard before.
     */
    static final String CHANGES =
            Arrays.stream(Shift.Kind.values())
                    .filter(kind -> kind != Shift.Kind.FIRST)
                    .map(Shift.Kind::label)
                    .collect(Collectors.joining(","));

    /**
     * @param speaker the speaker; null if no report names one
     * @param conditions the keys of the conditions, or their texts if the page has looked them up
     * @param summary the summary of the statement; empty in a list without summaries
     */
    public record Side(
            StanceSign stance,
            DayWords saidOn,
            Link statement,
            @Nullable Link speaker,
            List<String> conditions,
            String summary) {

        Side summarized(String text) {
            var cut = Excerpt.of(text, Excerpt.IN_LIST);
            return new Side(stance, saidOn, statement, speaker, conditions, cut);
        }

        private Side worded(PageQuery query) {
            return conditions.isEmpty() ? this : worded(ConditionTexts.of(query, statement.text()));
        }

        private Side worded(Map<String, String> texts) {
            var words = conditions.stream().map(key -> texts.getOrDefault(key, key)).toList();
            return new Side(stance, saidOn, statement, speaker, words, summary);
        }
    }

    static ShiftSentence of(JsonNode shift, EntryLinks entries) {
        var actor = shift.path("actor").asText();
        var issue = shift.path("issue").asText();
        var certain = shift.path("certain").asBoolean(true);
        var from = shift.path("from");
        return new ShiftSentence(
                entries.actor(actor),
                entries.issue(issue),
                entries.position(actor, issue),
                PlainWords.shift(shift.path("kind").asText(), certain),
                DayWords.of(shift.path("between").textValue()),
                certain,
                from.isObject() ? side(from, entries) : null,
                side(shift.path("to"), entries));
    }

    private static Side side(JsonNode side, EntryLinks entries) {
        var speaker = side.path("speaker").textValue();
        return new Side(
                StanceSign.of(side.path("stance").textValue()),
                DayWords.of(side.path("saidOn").textValue()),
                EntryLinks.statement(side.path("statement").asText()),
                speaker == null ? null : entries.speaker(speaker),
                side.path("conditions").valueStream().map(JsonNode::asText).toList(),
                "");
    }

    /**
     * Returns the same shift with the texts of its conditions, from the reports of the statements.
     */
    ShiftSentence worded(PageQuery query) {
        return with(side -> side.worded(query));
    }

    /** Returns the same shift with the texts of its conditions, which are given by key. */
    ShiftSentence worded(Map<String, String> texts) {
        return with(side -> side.worded(texts));
    }

    /**
     * Returns the same shift with the summary of each side, which is found by the statement's id.
     */
    ShiftSentence summarized(UnaryOperator<String> summary) {
        return with(side -> side.summarized(summary.apply(side.statement().text())));
    }

    private ShiftSentence with(UnaryOperator<Side> change) {
        return new ShiftSentence(
                actor,
                issue,
                page,
                verb,
                between,
                certain,
                from == null ? null : change.apply(from),
                change.apply(to));
    }
}
