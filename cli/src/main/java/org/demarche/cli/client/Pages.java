package org.demarche.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/**
 * The pages of a list, put together.
 *
 * @param document the first page, with the rows of all pages and the {@code next} of the last page
 */
public record Pages(ObjectNode document, boolean more) {

    /** The most rows in one answer of the gateway. */
    private static final int HIGHEST_LIMIT = 1000;

    /** Reads all rows, with the largest pages that the gateway allows. */
    public static Pages all(Gateway gateway, Address address, String rows) {
        var pages = new ArrayList<ObjectNode>();
        var at = address;
        while (true) {
            var page = page(gateway, at.with("limit", Integer.toString(HIGHEST_LIMIT)));
            pages.add(page);
            if (!page.path("next").isTextual()) return of(pages, rows);
            at = address.with("cursor", page.path("next").asText());
        }
    }

    /**
     * @param limit the most rows, over all pages
     * @param rows the name of the field that has the rows
     */
    public static Pages read(Gateway gateway, Address address, int limit, String rows) {
        var pages = new ArrayList<ObjectNode>();
        var at = address;
        for (var left = limit; ; ) {
            var page =
                    page(
                            gateway,
                            at.with("limit", Integer.toString(Math.min(left, HIGHEST_LIMIT))));
            pages.add(page);
            left -= page.path(rows).size();
            if (left <= 0 || !page.path("next").isTextual()) return of(pages, rows);
            at = address.with("cursor", page.path("next").asText());
        }
    }

    public List<JsonNode> rows(String name) {
        var rows = new ArrayList<JsonNode>();
        document.path(name).forEach(rows::add);
        return rows;
    }

    private static ObjectNode page(Gateway gateway, Address address) {
        if (gateway.get(address) instanceof ObjectNode page) return page;
        throw new Failure(ExitCode.UNREACHABLE, "The gateway's answer is not a page of a list.");
    }

    private static Pages of(List<ObjectNode> pages, String rows) {
        var whole = pages.getFirst().deepCopy();
        for (var page : pages.subList(1, pages.size())) {
            page.path(rows).forEach(whole.withArray(rows)::add);
        }
        var next = pages.getLast().path("next");
        whole.set("next", next.isTextual() ? next : NullNode.getInstance());
        return new Pages(whole, next.isTextual());
    }
}
