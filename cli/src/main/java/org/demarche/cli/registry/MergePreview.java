package org.demarche.cli.registry;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Pages;
import org.demarche.cli.registry.RegistryApi.Own;
import org.demarche.cli.terminal.Table;
import org.demarche.log.registry.EntryType;

/**
 * The consequences of a merge, from reads before the merge.
 *
 * @param width the width of the terminal
 */
record MergePreview(RegistryApi api, Own given, Own kept, int width) {

    /** The fields that a merged entry keeps, or that mean the other entry after the merge. */
    private static final List<String> KEPT =
            List.of("id", "name", "aliases", "kind", "proposition", "mergedInto");

    private static final int MOST_STATEMENTS = 1000;

    String text() {
        var lines = new ArrayList<String>();
        lines.add("Merging " + EntryText.headline(given.entry()));
        lines.add("into    " + EntryText.headline(kept.entry()));
        lines.add("");
        lines.addAll(api.type() == EntryType.OUTLET ? statements() : positions());
        lines.add("These names then mean %s: %s.".formatted(kept.id(), names()));
        lines.addAll(belonging());
        lines.addAll(lost());
        return String.join(System.lineSeparator(), lines);
    }

    /**
     * Shows the positions of both entries side by side. A row in which both have one becomes one
     * position, folded from the statements of both.
     */
    private List<String> positions() {
        var from = positions(given);
        var into = positions(kept);
        var all = new TreeSet<String>();
        all.addAll(from.keySet());
        all.addAll(into.keySet());
        if (all.isEmpty()) {
            return List.of("Neither has a position.");
        }
        var rows = all.stream().map(key -> Table.row(key, cell(from, key), cell(into, key)));
        var both =
                all.stream().filter(key -> from.containsKey(key) && into.containsKey(key)).count();
        var other = api.type() == EntryType.ACTOR ? "issue" : "actor";
        return List.of(
                Table.of(List.of(other, given.id(), kept.id()), rows.toList(), width),
                "",
                "%s then has %s; %s folded from the statements of both."
                        .formatted(
                                kept.id(),
                                all.size() + (all.size() == 1 ? " position" : " positions"),
                                both == 1 ? "1 of them is" : both + " of them are"));
    }

    private Map<String, JsonNode> positions(Own own) {
        var address = Address.of("/v1/" + api.type().plural() + "/%s/positions", own.id());
        var other = api.type() == EntryType.ACTOR ? "issue" : "actor";
        var positions = new TreeMap<String, JsonNode>();
        for (var each : Pages.all(api.gateway(), address, "items").rows("items")) {
            positions.put(each.path(other).asText(), each);
        }
        return positions;
    }

    private static String cell(Map<String, JsonNode> positions, String key) {
        var position = positions.get(key);
        if (position == null) return "";
        var heard = position.path("heard").path("statements").asInt();
        return "%s (%d %s)"
                .formatted(
                        position.path("stance").asText("-"),
                        heard,
                        heard == 1 ? "statement" : "statements");
    }

    private List<String> statements() {
        return Stream.of(given, kept)
                .map(own -> "%s has reports of %s.".formatted(own.id(), count(own)))
                .toList();
    }

    private String count(Own own) {
        var address = Address.of("/v1/statements").with("outlet", own.id());
        var pages = Pages.read(api.gateway(), address, MOST_STATEMENTS, "items");
        var count = pages.rows("items").size();
        return (pages.more() ? "more than " : "")
                + count
                + (count == 1 ? " statement" : " statements");
    }

    /** Returns the names of the entry, and of the entries that were merged into it before. */
    private String names() {
        return Stream.concat(Stream.of(given.entry()), found(api.type(), "mergedInto").stream())
                .flatMap(
                        entry ->
                                Stream.concat(
                                        Stream.of(entry.path("id"), entry.path("name")),
                                        entry.path("aliases").valueStream()))
                .map(JsonNode::asText)
                .distinct()
                .collect(joining(", "));
    }

    /** Lists the entries whose whole, parent or owner is the entry that is given up. */
    private List<String> belonging() {
        var lines = new ArrayList<String>();
        lines.addAll(belonging("entries", found(api.type(), Kinds.belonging(api.type()))));
        if (api.type() == EntryType.ACTOR) {
            lines.addAll(belonging("outlets", found(EntryType.OUTLET, "owner")));
        }
        return lines;
    }

    private List<String> belonging(String what, List<JsonNode> found) {
        return found.isEmpty()
                ? List.of()
                : List.of(
                        "These %s then belong to %s: %s."
                                .formatted(
                                        what,
                                        kept.id(),
                                        found.stream()
                                                .map(entry -> entry.path("id").asText())
                                                .collect(joining(", "))));
    }

    private List<JsonNode> found(EntryType type, String filter) {
        var address = new RegistryApi(api.gateway(), type).list().with(filter, given.id());
        return Pages.all(api.gateway(), address, "items").rows("items");
    }

    private List<String> lost() {
        var fields =
                given.entry().properties().stream()
                        .filter(field -> !KEPT.contains(field.getKey()))
                        .filter(field -> !isEmpty(field.getValue()))
                        .filter(field -> !field.getValue().equals(kept.entry().get(field.getKey())))
                        .map(Map.Entry::getKey)
                        .collect(joining(", "));
        return fields.isEmpty()
                ? List.of()
                : List.of(
                        "These fields of %s no longer count: %s. Copy the values that are right to %s."
                                .formatted(given.id(), fields, kept.id()));
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isContainerNode() && value.isEmpty();
    }
}
