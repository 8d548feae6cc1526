package org.demarche.gateway.page.coding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.gateway.page.Assets;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.page.coding.CodePage.Duplicate;
import org.demarche.gateway.position.PageAnswers;
import org.demarche.log.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * A report while somebody codes it: the draft in the form, its check, and the body to send.
 *
 * @param id the id of the report to correct; empty for a new one
 * @param before the body to correct; null for a new report
 * @param event the number of the last event that the coder has seen; empty for a new report
 * @param foreseen the outcome of the dry run or of the write; null if there was none
 */
record CodedReport(
        PageQuery query,
        String id,
        @Nullable JsonNode before,
        String event,
        FormDraft draft,
        @Nullable FilingOutcome foreseen) {

    /**
     * @throws org.demarche.http.Refusal if there is no such report
     */
    static CodedReport of(PageQuery query, String id, EntryLinks entries) {
        if (id.isEmpty()) {
            return new CodedReport(query, id, null, "", new FormDraft(Map.of()), null);
        }
        var events = query.always(Map.of()).report(id).json().path("events").valueStream().toList();
        var body =
                events.reversed().stream()
                        .map(one -> one.path("body"))
                        .filter(one -> one.has("holder"))
                        .findFirst()
                        .orElseThrow();
        return new CodedReport(
                query, id, body, String.valueOf(events.size() - 1), FormDraft.of(body), null);
    }

    CodedReport with(FormDraft other) {
        return new CodedReport(query, id, before, event, other, foreseen);
    }

    /**
     * Returns this report with the event that the form showed, which may no longer be the last one.
     */
    CodedReport atEvent(String seen) {
        return new CodedReport(query, id, before, seen, draft, foreseen);
    }

    CodedReport with(FilingOutcome seen) {
        return new CodedReport(query, id, before, event, draft, seen);
    }

    /** Makes the body to send. It has no holder and no issue if the report is filed already. */
    ObjectNode body(CodeDesk desk, Registry registry) {
        return draft.body(before, registry, desk.known(query, issue()).conditions());
    }

    private String issue() {
        return before == null ? draft.value("issue") : before.path("issue").asText();
    }

    /** Adds the holder and the issue to the body of a correction. */
    JsonNode named(JsonNode body) {
        if (before == null) {
            return body;
        }
        ObjectNode named = body.deepCopy();
        named.set("holder", before.path("holder"));
        named.set("issue", before.path("issue"));
        return named;
    }

    /** Returns the body as one line of a stream of reports and corrections. */
    ObjectNode line(ObjectNode body) {
        if (before == null) {
            return body;
        }
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("report", id);
        putEvent(line);
        return line.setAll(body);
    }

    JsonNode sent(ObjectNode body) {
        if (before != null) {
            putEvent(body);
        }
        return body;
    }

    /**
     * Adds the number of the event that the coder has seen. The API refuses anything that is not a
     * number.
     */
    private void putEvent(ObjectNode body) {
        if (event.matches("[0-9]{1,9}")) {
            body.put("event", Integer.parseInt(event));
        } else {
            body.put("event", event);
        }
    }

    String address(String register) {
        var path =
                before == null
                        ? "/v1/reports"
                        : "/v1/reports/%s/corrections".formatted(PageAnswers.encoded(id));
        return path + CodeDesk.registering(register, '?');
    }

    CodePage page(CodeDesk desk) {
        return page(desk, null);
    }

    /**
     * @param named the body for the search of duplicates; null if there is none yet
     */
    CodePage page(CodeDesk desk, @Nullable JsonNode named) {
        var duplicates = named == null ? List.<Duplicate>of() : desk.duplicates(query, named, id);
        var path = before == null ? CodePage.PATH : EntryLinks.report(id).href() + "/correction";
        var title = before == null ? "Code a report" : "Correct a report";
        var layout =
                Layout.of(title, "A form for a report of a statement.", query.origin() + path)
                        .unlisted();
        return new CodePage(
                before == null ? layout : layout.below(EntryLinks.report(id)),
                before == null ? null : EntryLinks.report(id),
                path,
                event,
                before == null ? draft : draft.named(before),
                foreseen == null ? Map.of() : foreseen.faults(),
                notes(desk, named),
                foreseen != null && !foreseen.isRefused(),
                duplicates,
                desk.known(query, issue()),
                Assets.CODE.path());
    }

    private List<String> notes(CodeDesk desk, @Nullable JsonNode named) {
        if (foreseen == null || named == null || foreseen.statement().isEmpty()) {
            return List.of();
        }
        var others = desk.others(query, named, foreseen.statement(), id);
        var joins =
                others == 0
                        ? "It would be the first report of its statement."
                        : "It would join a statement that %s already."
                                .formatted(
                                        others == 1 ? "one report has" : others + " reports have");
        return Stream.concat(Stream.of(joins), foreseen.warnings().stream()).toList();
    }
}
