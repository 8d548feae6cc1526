package org.demarche.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;

/** The statements that an answer names, each with the outlets that reported it. */
record Sources(Map<String, Set<String>> outlets) {

    static final Sources NONE = new Sources(Map.of());

    /** Finds the outlets of statements that the answer gives with their reports. */
    static Sources of(Collection<JsonNode> statements) {
        var outlets = new LinkedHashMap<String, Set<String>>();
        for (var statement : statements) {
            var found = new LinkedHashSet<String>();
            for (var report : statement.path("reports")) {
                found.add(report.at("/body/source/outlet").asText());
            }
            outlets.put(statement.path("statement").asText(), found);
        }
        return new Sources(outlets);
    }

    /**
     * Finds the outlets of any other answer. It reads them from the explanation of each pair at the
     * same times.
     */
    static Sources of(Gateway.Linked answer, Gateway gateway) {
        var outlets = new LinkedHashMap<String, Set<String>>();
        for (var statement : answer.body().findValuesAsText("statement")) {
            outlets.put(statement, new LinkedHashSet<>());
        }
        var pinned = Address.written(answer.canonical().orElse(""));
        var times = new ArrayList<>(List.of("asOf", "asKnown", "rule"));
        if (!pinned.value("asOf").isEmpty()) times.add("uncertain");
        outlets.keySet().stream()
                .map(Sources::explanation)
                .distinct()
                .forEach(
                        path -> {
                            var address = new Address(path, List.of()).with("limit", "1000");
                            for (var time : times) {
                                var value = pinned.value(time);
                                if (!value.isEmpty()) address = address.with(time, value);
                            }
                            add(Listing.items(gateway.get(address)), outlets);
                        });
        return new Sources(outlets);
    }

    private static void add(List<JsonNode> explained, Map<String, Set<String>> outlets) {
        for (var statement : explained) {
            var found = outlets.get(statement.path("statement").asText());
            if (found == null) continue;
            for (var report : statement.path("evidence")) {
                found.add(report.path("outlet").asText());
            }
        }
    }

    /**
     * Returns the address of the explanation. A statement's id begins with the ids of its actor and
     * its issue.
     */
    private static String explanation(String statement) {
        var parts = statement.split("[.]");
        return Address.of("/v1/actors/%s/positions/%s/explanation", parts[0], parts[1]).path();
    }

    ArrayNode json() {
        var json = JsonNodeFactory.instance.arrayNode();
        outlets.forEach(
                (statement, from) -> {
                    var one = json.addObject().put("statement", statement);
                    from.forEach(one.putArray("outlets")::add);
                });
        return json;
    }

    /** Returns a line for each statement; empty if the answer names no statement. */
    String text() {
        return outlets.entrySet().stream()
                .map(
                        one ->
                                "\n  %s (%s)"
                                        .formatted(one.getKey(), String.join(", ", one.getValue())))
                .collect(Collectors.joining());
    }
}
