package org.demarche.gateway.page.read;

import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.demarche.gateway.page.Citation;
import org.demarche.gateway.page.ClaimData;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.HiddenField;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Layout.Alternate;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.Numbers;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.page.StanceSign;
import org.demarche.gateway.page.read.PositionLine.Mark;
import org.demarche.gateway.read.Answered;
import org.demarche.model.edtf.DayWords;
import org.jspecify.annotations.Nullable;

/**
 * The position of an actor on an issue, and its evidence.
 *
 * @param when the times, the rule and the grades that are asked for, in words; empty if none is
 * @param counts the evidence that the position rests on, in numbers
 * @param heard all own statements, in numbers
 * @param outweighed the number of reports that another account outweighs; empty if there are none
 * @param shift the last shift, with its two statements; null if there is none
 * @param earlier the shifts before the last one, the latest first
 * @param drawnInPart whether the time line leaves out the statements of other pages
 * @param older the address of the older statements; null on the last page
 * @param kept the parameters that the form sends again
 */
public record PairPage(
        Layout layout,
        Link actor,
        Link issue,
        String proposition,
        StanceSign stance,
        DayWords since,
        String when,
        List<String> conditions,
        List<Mark> marks,
        Tally counts,
        Tally heard,
        DayWords lastHeard,
        String outweighed,
        @Nullable ShiftSentence shift,
        List<ShiftSentence> earlier,
        @Nullable Timeline timeline,
        boolean drawnInPart,
        List<AscriptionLine> ascribed,
        List<StatementLine> statements,
        @Nullable String older,
        String rule,
        String asOf,
        String asKnown,
        List<HiddenField> kept,
        Citation citation) {

    /** Evidence in numbers. */
    public record Tally(String statements, String reports, String origins) {

        private static Tally of(JsonNode counts) {
            return new Tally(
                    Numbers.grouped(counts.path("statements").asLong()),
                    Numbers.grouped(counts.path("reports").asLong()),
                    Numbers.grouped(counts.path("origins").asLong()));
        }
    }

    static PairPage of(PageQuery query, String actorName, String issueName, EntryLinks entries) {
        var answer = query.times().position(actorName, issueName);
        var position = answer.json();
        var actor = position.path("actor").asText();
        var issue = position.path("issue").asText();
        var evidence = PairEvidence.of(query, answer, actor, issue, entries);
        var shifts = evidence.shifts();
        var stance = StanceSign.of(position.path("stance").textValue());
        var since = DayWords.of(position.path("since").textValue());
        var citation = citation(query, answer, entries);
        return new PairPage(
                layout(query, answer, citation, entries),
                entries.actor(actor),
                entries.issue(issue),
                entries.proposition(issue),
                stance,
                since,
                query.when(),
                PositionLine.conditions(position),
                PositionLine.marks(position, query.day()),
                Tally.of(position.path("counts")),
                Tally.of(position.path("heard")),
                DayWords.of(position.path("lastHeard").textValue()),
                outweighed(position.path("outweighed")),
                shifts.isEmpty() ? null : shifts.getFirst(),
                shifts.isEmpty() ? List.of() : shifts.subList(1, shifts.size()),
                Timeline.of(
                                entries.position(actor, issue).text(),
                                evidence.runs(),
                                evidence.statements())
                        .orElse(null),
                evidence.older() != null || !query.one("cursor").isEmpty(),
                position.path("ascribed")
                        .valueStream()
                        .map(one -> AscriptionLine.of(one, entries))
                        .toList(),
                evidence.statements(),
                evidence.older(),
                position.path("rule").asText(),
                query.one("asOf"),
                query.one("asKnown"),
                query.kept("asOf", "asKnown"),
                citation);
    }

    private static String outweighed(JsonNode outweighed) {
        var reports = outweighed.path("reports").asLong();
        return reports == 0 ? "" : Numbers.grouped(reports);
    }

    private static String sentence(PageQuery query, JsonNode position, EntryLinks entries) {
        var stance = StanceSign.of(position.path("stance").textValue());
        var since = DayWords.of(position.path("since").textValue()).since();
        return query.dated(
                        "%s on %s: %s%s"
                                .formatted(
                                        entries.actorName(position.path("actor").asText()),
                                        entries.issueName(position.path("issue").asText()),
                                        stance.word(),
                                        since.isEmpty() ? "" : " " + since))
                + '.';
    }

    /** Writes the rule and both times of the link to cite. */
    private static String basis(PageQuery query, Answered answer) {
        var said = query.one("asOf");
        var known = answer.pinned("asKnown").orElse(query.one("asKnown"));
        return "rule "
                + answer.json().path("rule").asText()
                + (said.isEmpty() ? "" : ", statements made up to " + said)
                + (known.isEmpty() ? "" : ", reports known up to " + known);
    }

    private static Citation citation(PageQuery query, Answered answer, EntryLinks entries) {
        var position = answer.json();
        var actor = position.path("actor").asText();
        var issue = position.path("issue").asText();
        var pinned = answer.pinned();
        var page = query.origin() + entries.position(actor, issue).href() + '?' + pinned;
        return Citation.of(
                actor + '-' + issue,
                sentence(query, position, entries),
                basis(query, answer),
                page,
                answer.canonical().orElse(answer.address()));
    }

    private static Layout layout(
            PageQuery query, Answered answer, Citation citation, EntryLinks entries) {
        var position = answer.json();
        var actor = position.path("actor").asText();
        var issue = position.path("issue").asText();
        var sentence = sentence(query, position, entries);
        var page = entries.position(actor, issue);
        var pair = "actor=%s&issue=%s".formatted(encoded(actor), encoded(issue));
        return Layout.of(
                        query.dated(page.text()),
                        "%s It rests on %s."
                                .formatted(sentence, Numbers.evidence(position.path("counts"))),
                        query.address(page),
                        Alternate.json(answer.address()),
                        Alternate.csv("/v1/export/statements?format=csv&" + pair),
                        Alternate.feed("/v1/shifts?format=atom&" + pair),
                        Alternate.conflicts("/v1/conflicts?format=atom&" + pair),
                        Alternate.retractions("/v1/retractions?format=atom&" + pair))
                .below(entries.actor(actor), entries.issue(issue))
                .stating(claim(citation.address(), sentence, position, entries));
    }

    /** Makes the claim of the page; null if the position has no stance. */
    private static @Nullable ClaimData claim(
            String address, String sentence, JsonNode position, EntryLinks entries) {
        if (!position.path("stance").isTextual()) {
            return null;
        }
        var actor = position.path("actor").asText();
        var issue = position.path("issue").asText();
        var claim =
                new ClaimData(address, sentence)
                        .about(
                                entries.claimType(actor),
                                entries.actorName(actor),
                                entries.issueName(issue),
                                entries.proposition(issue))
                        .said(DayWords.of(position.path("since").textValue()));
        position.path("latest")
                .path("reports")
                .forEach(
                        report ->
                                claim.appearing(
                                        entries.outlet(report.path("outlet").asText()),
                                        report.path("url")));
        return claim;
    }
}
