package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/** Shows documents of any projection, without knowledge of their fields. */
final class DocumentText {

    private static final String CUT = " …";

    private DocumentText() {}

    /** Returns the key and the document; a document without a key stays as it is. */
    static String line(JsonNode item) {
        return item.has("key") && item.has("document")
                ? item.path("key").asText() + "  " + item.path("document")
                : item.toString();
    }

    /**
     * @param width the width of the terminal, to which a document is cut so that each has one line
     */
    static String line(JsonNode item, int width) {
        return cut(line(item), width - CUT.length());
    }

    /**
     * @param item a difference: the key, and the documents of both versions, null for a version
     *     that has none
     */
    static String difference(JsonNode item) {
        var here = item.path("here");
        var there = item.path("there");
        var reason = item.path("reason").asText("");
        return "%s%s%n  here   %s%n  there  %s"
                .formatted(
                        item.path("key").asText(),
                        reason.isEmpty() ? "" : ", " + reason.replace('-', ' '),
                        side(here, there),
                        side(there, here));
    }

    /**
     * Returns the fields in which two objects differ. They are not cut, because both sides could
     * then look the same.
     */
    private static String side(JsonNode one, JsonNode other) {
        if (one.isNull() || one.isMissingNode()) return "nothing";
        if (!(one instanceof ObjectNode all) || !other.isObject()) return one.toString();
        var differing = all.deepCopy();
        var names = new TreeSet<String>();
        all.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !all.path(name).equals(other.path(name)));
        return differing.remove(names).toString();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + CUT;
    }
}
