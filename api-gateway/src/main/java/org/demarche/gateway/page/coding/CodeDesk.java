package org.demarche.gateway.page.coding;

import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.page.coding.CodePage.Duplicate;
import org.demarche.gateway.page.coding.CodePage.Known;
import org.demarche.gateway.write.Forwarder;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.edtf.DayWords;
import org.demarche.model.edtf.Edtf;
import org.demarche.model.edtf.EdtfException;
import org.jspecify.annotations.Nullable;

/**
 * Files reports by the methods of the API, and finds likely duplicates, which the form shows before
 * it files a report.
 */
final class CodeDesk {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NDJSON = "application/x-ndjson";
    private static final String STATEMENTS = "200";
    private static final int MOST_DUPLICATES = 5;

    /**
     * Reports whose days differ by no more may be duplicates, because outlets date the same words
     * differently.
     */
    private static final int NEAR_DAYS = 3;

    private final EntryLinks entries;
    private final Registry registry;
    private final Forwarder forwarder;

    CodeDesk(EntryLinks entries, Registry registry, Forwarder forwarder) {
        this.entries = entries;
        this.registry = registry;
        this.forwarder = forwarder;
    }

    /** The answer of the ingest service to a write. */
    record Written(int status, JsonNode json) {}

    /** Sends a write to the ingest service, in the same way as the API. */
    Written send(HttpRequest<?> page, String path, JsonNode body) {
        return send(page, path, MediaType.APPLICATION_JSON, body);
    }

    private Written send(HttpRequest<?> page, String path, String type, JsonNode body) {
        try {
            var sent = JSON.writeValueAsBytes(body);
            var answer = forwarder.send(page, path, type, sent).blockOptional().orElseThrow();
            return new Written(answer.code(), firstLine((byte[]) answer.body()));
        } catch (Refusal e) {
            return refused(e.problem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns a refusal of the gateway into an answer like those of the ingest service. */
    private static Written refused(Problem problem) {
        try {
            return new Written(problem.status(), JSON.readTree(problem.json()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode firstLine(byte @Nullable [] body) throws IOException {
        try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(body)) {
            return values.next();
        }
    }

    /**
     * Finds the outcome of a report by a dry run, which writes nothing.
     *
     * @param register the way to register unknown names; empty if they are refused
     */
    FilingOutcome foresee(HttpRequest<?> page, ObjectNode body, String register) {
        var path = "/v1/reports?dryRun=true" + registering(register, '&');
        var answer = send(page, path, NDJSON, body);
        var line = answer.json();
        var status = line.path("status").asInt(answer.status());
        return FilingOutcome.of(status, line.has("problem") ? line.path("problem") : line);
    }

    static String registering(String register, char before) {
        return register.isEmpty() ? "" : before + "register=" + encoded(register);
    }

    /** Finds the statements of this holder on this issue that may have the same words. */
    private List<JsonNode> near(PageQuery query, JsonNode body) {
        var asked = new HashMap<String, String>();
        asked.put("actor", body.path("holder").asText());
        asked.put("issue", body.path("issue").asText());
        asked.put("limit", STATEMENTS);
        window(body.path("saidOn").asText(body.at("/source/publishedOn").asText("")))
                .forEach(asked::put);
        return statements(query, asked);
    }

    private static Map<String, String> window(String saidOn) {
        var days = new HashMap<String, String>();
        try {
            var said = Edtf.parse(saidOn);
            put(days, "from", said.earliest(), -NEAR_DAYS);
            put(days, "to", said.latest(), NEAR_DAYS);
        } catch (EdtfException _) {
            // without a day there is no window: every statement may be a duplicate
        }
        return days;
    }

    private static void put(
            Map<String, String> days, String name, @Nullable LocalDate day, int more) {
        if (day != null) {
            days.put(name, day.plusDays(more).toString());
        }
    }

    /** Finds statements; none if the registry does not know the actor or the issue. */
    private List<JsonNode> statements(PageQuery query, Map<String, String> asked) {
        if (registry.idOf(EntryType.ACTOR, asked.getOrDefault("actor", "")).isEmpty()
                        && asked.containsKey("actor")
                || registry.idOf(EntryType.ISSUE, asked.getOrDefault("issue", "")).isEmpty()) {
            return List.of();
        }
        return query.always(asked).statements().items();
    }

    /**
     * Finds the reports with the same outlet or the same address whose statements are of nearly the
     * same days.
     *
     * @param own the report that is corrected; empty for a new one
     */
    List<Duplicate> duplicates(PageQuery query, JsonNode body, String own) {
        var outlet = body.at("/source/outlet").asText();
        var outletId = registry.idOf(EntryType.OUTLET, outlet).orElse(outlet);
        var url = body.at("/source/url").asText();
        Predicate<JsonNode> same =
                other ->
                        other.at("/source/outlet").asText().equals(outletId)
                                || !url.isEmpty() && other.at("/source/url").asText().equals(url);
        var found = new ArrayList<Duplicate>();
        for (var statement : near(query, body)) {
            for (var report : statement.path("reports")) {
                if (!report.path("report").asText().equals(own) && same.test(report.path("body"))) {
                    found.add(duplicate(report));
                }
            }
        }
        return found.stream().limit(MOST_DUPLICATES).toList();
    }

    private Duplicate duplicate(JsonNode report) {
        var body = report.path("body");
        return new Duplicate(
                EntryLinks.report(report.path("report").asText()),
                entries.outlet(body.at("/source/outlet").asText()),
                DayWords.of(body.path("saidOn").textValue()).text(),
                body.path("stance").asText(),
                body.path("summary").asText(""));
    }

    /** Counts the reports of a statement, without the report in the form. */
    long others(PageQuery query, JsonNode body, String statement, String own) {
        return near(query, body).stream()
                .filter(one -> one.path("statement").asText().equals(statement))
                .flatMap(one -> one.path("reports").valueStream())
                .filter(one -> !one.path("report").asText().equals(own))
                .count();
    }

    /**
     * Collects the choices of the form: names, and the conditions and utterances of reports on the
     * issue.
     */
    Known known(PageQuery query, String issue) {
        var conditions = new LinkedHashMap<String, String>();
        var utterances = new TreeSet<String>();
        for (var statement : statements(query, Map.of("issue", issue, "limit", STATEMENTS))) {
            for (var report : statement.path("reports")) {
                var body = report.path("body");
                body.path(FormDraft.CONDITIONS)
                        .forEach(
                                one ->
                                        conditions.putIfAbsent(
                                                one.path("text").asText(),
                                                one.path("key").asText("")));
                if (body.path("utterance").isTextual()) {
                    utterances.add(body.path("utterance").asText());
                }
            }
        }
        return new Known(
                OfferedNames.of(registry, EntryType.ACTOR),
                OfferedNames.of(registry, EntryType.ISSUE),
                OfferedNames.of(registry, EntryType.OUTLET),
                conditions,
                List.copyOf(utterances));
    }
}
