package org.demarche.mcp;

import static org.demarche.mcp.ToolArgument.choice;
import static org.demarche.mcp.ToolArgument.limit;
import static org.demarche.mcp.ToolArgument.optional;
import static org.demarche.mcp.ToolArgument.required;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;

/** All questions that an assistant can ask. None of them writes. */
final class Questions {

    /** The most items of a list in one answer, because an assistant reads all of them. */
    private static final int MOST = 50;

    private static final ToolArgument ACTOR =
            required("actor", "The actor: an id, a name or an alias, such as russia.");
    private static final ToolArgument ISSUE =
            required("issue", "The issue: an id, a name or an alias, such as ukraine-talks.");
    private static final ToolArgument AS_OF =
            optional("asOf", "Only statements made by that day, such as 2022-12-31.");
    private static final ToolArgument AS_KNOWN =
            optional(
                    "asKnown",
                    "Only reports recorded by that instant, such as 2026-01-01T12:00:00Z, or day.");
    private static final ToolArgument CURSOR =
            optional("cursor", "The `next` of the previous answer, for its next page.");
    private static final ToolArgument FROM =
            optional("from", "From that day on, such as 2022-01-01.");
    private static final ToolArgument TO = optional("to", "Up to that day, such as 2022-12-31.");

    static final List<Question> ALL =
            List.of(
                    new Question(
                            "find_names",
                            "Finds actors, issues or outlets in the registry by any spelling, best first. Use the ids with the other tools.",
                            List.of(
                                    choice(
                                            "kind",
                                            "What to find: actors, issues or outlets.",
                                            true,
                                            "actors",
                                            "issues",
                                            "outlets"),
                                    required("words", "A name or a part of one."),
                                    limit(MOST)),
                            Questions::names),
                    new Question(
                            "position",
                            "The position of an actor on an issue: its stance, the day since which it has the stance, its conditions, and the latest statement. Stances that others ascribe to the actor are listed apart and do not count.",
                            List.of(ACTOR, ISSUE, AS_OF, AS_KNOWN),
                            (gateway, given) ->
                                    read(pair(given, ""), gateway, AnswerLines::position)),
                    new Question(
                            "history",
                            "Every position that an actor has held on an issue, oldest first, and the shifts between.",
                            List.of(ACTOR, ISSUE, AS_OF, AS_KNOWN, limit(MOST), CURSOR),
                            (gateway, given) ->
                                    read(pair(given, "/history"), gateway, AnswerLines::history)),
                    new Question(
                            "shifts",
                            "Changes of position, newest first: of all actors on all issues, unless an actor, an issue or a kind is given.",
                            List.of(
                                    optional("actor", "Only shifts of this actor."),
                                    optional("issue", "Only shifts on this issue."),
                                    choice(
                                            "kind",
                                            "Only shifts of this kind.",
                                            false,
                                            "first",
                                            "flip",
                                            "harden",
                                            "soften",
                                            "lapse",
                                            "resume",
                                            "terms"),
                                    FROM,
                                    TO,
                                    choice(
                                            "uncertain",
                                            "include also lists shifts whose order is uncertain.",
                                            false,
                                            "include",
                                            "exclude"),
                                    AS_OF,
                                    AS_KNOWN,
                                    limit(MOST),
                                    CURSOR),
                            (gateway, given) ->
                                    read(
                                            list("/v1/shifts", given, "actor", "issue", "kind"),
                                            gateway,
                                            AnswerLines::shifts)),
                    new Question(
                            "statement",
                            "One statement with each report of it, and where the reports differ.",
                            List.of(
                                    required("id", "The id, as another answer names it."),
                                    AS_KNOWN),
                            (gateway, given) ->
                                    statements(
                                            given.on(
                                                    Address.of(
                                                            "/v1/statements/%s", given.text("id")),
                                                    "asKnown"),
                                            gateway,
                                            List::of)),
                    new Question(
                            "statements",
                            "Statements with their reports, by actor, issue, then newest first. Give a filter, because there may be many.",
                            List.of(
                                    optional("actor", "Only statements about this actor's stance."),
                                    optional("issue", "Only statements on this issue."),
                                    optional("speaker", "Only statements by this person."),
                                    optional(
                                            "outlet", "Only statements that this outlet reported."),
                                    choice(
                                            "voice",
                                            "own: somebody spoke on behalf of the actor; ascribed: another actor says what the actor's stance is; narrated: the outlet says it in its own words.",
                                            false,
                                            "own",
                                            "ascribed",
                                            "narrated"),
                                    optional("q", "All these words are in a summary or a quote."),
                                    FROM,
                                    TO,
                                    AS_OF,
                                    AS_KNOWN,
                                    limit(MOST),
                                    CURSOR),
                            (gateway, given) ->
                                    statements(
                                            list(
                                                    "/v1/statements",
                                                    given,
                                                    "actor",
                                                    "issue",
                                                    "speaker",
                                                    "outlet",
                                                    "voice",
                                                    "q"),
                                            gateway,
                                            Listing::items)),
                    new Question(
                            "explain",
                            "The reasons for a position: every statement, newest first, whether it counts, and why.",
                            List.of(ACTOR, ISSUE, AS_OF, AS_KNOWN, limit(MOST), CURSOR),
                            (gateway, given) ->
                                    read(
                                            pair(given, "/explanation"),
                                            gateway,
                                            AnswerLines::explanation)));

    private Questions() {}

    private static Address pair(CallArguments given, String what) {
        var path =
                Address.of(
                        "/v1/actors/%s/positions/%s" + what,
                        given.text("actor"),
                        given.text("issue"));
        return given.on(path, "asOf", "asKnown", "limit", "cursor");
    }

    private static Address list(String path, CallArguments given, String... filters) {
        var address = given.on(Address.of(path), filters);
        var all = given.on(address, "from", "to", "uncertain", "asOf", "asKnown", "cursor");
        return all.with("limit", given.values().getOrDefault("limit", "20"));
    }

    private static ToolAnswer read(
            Address address, Gateway gateway, Function<JsonNode, Stream<String>> wording) {
        var answer = gateway.linked(address);
        var body = answer.body();
        return new ToolAnswer(
                body,
                answer.canonical(),
                Sources.of(answer, gateway),
                Stream.concat(wording.apply(body), Listing.more(body)).toList(),
                AnswerLines.texts(body));
    }

    private static ToolAnswer statements(
            Address address, Gateway gateway, Function<JsonNode, List<JsonNode>> items) {
        var answer = gateway.linked(address);
        var statements = items.apply(answer.body());
        return new ToolAnswer(
                answer.body(),
                answer.canonical(),
                Sources.of(statements),
                Stream.concat(
                                statements.stream().map(AnswerLines::statement),
                                Listing.more(answer.body()))
                        .toList(),
                AnswerLines.summaries(statements));
    }

    private static ToolAnswer names(Gateway gateway, CallArguments given) {
        var address =
                Address.of("/v1/%s", given.text("kind"))
                        .with("q", given.text("words"))
                        .with("limit", given.values().getOrDefault("limit", "10"));
        var answer = gateway.get(address);
        var found = Listing.items(answer);
        var texts = new LinkedHashMap<String, String>();
        for (var entry : found) {
            var name = entry.path("name").asText(entry.path("proposition").asText());
            texts.put(entry.path("id").asText(), name);
        }
        return new ToolAnswer(
                answer,
                Optional.empty(),
                Sources.NONE,
                List.of(
                        found.isEmpty()
                                ? "Nothing in the registry has a name like this."
                                : "Found, best first: " + String.join(", ", texts.keySet())),
                texts);
    }
}
