package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.demarche.gateway.read.Query;
import org.demarche.log.control.ControlCodec;
import org.demarche.log.control.Taken;
import org.jspecify.annotations.Nullable;

/**
 * Decisions as they are answered: the fields of their records, and when they were recorded. The
 * definition of a projection is left out, because the projection has it.
 */
final class DecisionJson {

    /**
     * @param next the cursor of earlier decisions; null if there are none
     */
    record ListJson(List<ObjectNode> items, @Nullable String next) {}

    private DecisionJson() {}

    /** The page that a query asks for; a cursor stands for the epoch of the last item. */
    static ListJson page(Query query, List<Taken> all) {
        var limit = query.limit(Query.USUAL_LIMIT);
        var before = query.cursor(DecisionJson::epoch).orElse(Integer.MAX_VALUE);
        var found = all.stream().filter(each -> each.record().epoch() < before).toList();
        var items = found.stream().limit(limit).toList();
        var next =
                found.size() > limit
                        ? query.cursorBehind(String.valueOf(items.getLast().record().epoch()))
                        : null;
        return new ListJson(items.stream().map(DecisionJson::of).toList(), next);
    }

    private static Optional<Integer> epoch(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static ObjectNode of(Taken decision) {
        JsonNode record = Json.read(new String(ControlCodec.value(decision.record()), UTF_8));
        var json = JsonNodeFactory.instance.objectNode();
        json.put("epoch", decision.record().epoch());
        json.put("decidedAt", decision.at().toString());
        record.properties().forEach(field -> json.set(field.getKey(), field.getValue()));
        json.remove(List.of("projection", "definition"));
        return json;
    }
}
