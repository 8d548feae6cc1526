package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.demarche.gateway.table.Column.ofRow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.table.Columns;
import org.demarche.log.control.ControlCodec;
import org.demarche.log.control.Taken;

/**
 * Writes decisions as JSON, with the fields of their records and the instants of recording. Leaves
 * out the definition of a projection, because the answer about the projection has it.
 */
final class DecisionJson {

    static final Columns COLUMNS =
            Columns.of(
                    ofRow("epoch", "/epoch"),
                    ofRow("recorded", "/recorded"),
                    ofRow("type", "/type"),
                    ofRow("version", "/version"),
                    ofRow("by", "/by"),
                    ofRow("why", "/why"),
                    ofRow("revision", "/revision"),
                    ofRow("promote", "/promote"),
                    ofRow("throttle", "/throttle"),
                    ofRow("until", "/until"),
                    ofRow("within", "/within"),
                    ofRow("keep", "/keep"),
                    ofRow("reason", "/reason"));

    private DecisionJson() {}

    /** Makes the page that a query asks for. A cursor names the epoch of the last item. */
    static Page<Taken> page(Query query, List<Taken> all) {
        var limit = query.limit();
        var before = query.cursor(DecisionJson::epoch).orElse(Integer.MAX_VALUE);
        var found =
                all.stream()
                        .filter(each -> each.record().epoch() < before)
                        .limit(limit + 1L)
                        .toList();
        return Page.of(query, found, limit, last -> String.valueOf(last.record().epoch()));
    }

    private static Optional<Integer> epoch(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    static ObjectNode of(Taken decision) {
        JsonNode record =
                CompleteJson.read(new String(ControlCodec.value(decision.record()), UTF_8));
        var json = JsonNodeFactory.instance.objectNode();
        json.put("epoch", decision.record().epoch());
        json.put("recorded", decision.at().toString());
        record.properties().forEach(field -> json.set(field.getKey(), field.getValue()));
        var auto = json.get("auto");
        if (auto != null) {
            json.put("promote", auto.asBoolean() ? "auto" : "manual");
        }
        json.remove(List.of("projection", "definition", "auto"));
        return json;
    }
}
