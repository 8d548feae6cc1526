package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.demarche.cli.Address;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;
import org.demarche.cli.Gateway;
import org.jspecify.annotations.Nullable;

/** A list of the API that is read again and again. A page that did not change costs little. */
final class ChangingList {

    /** All items are kept, to tell later which are gone. */
    static final int MOST = 10_000;

    private static final String LARGEST_PAGE = "1000";
    private static final int UNCHANGED = 304;

    private final Address address;
    private final Function<JsonNode, String> identity;
    private Reading last = new Reading(Map.of(), Map.of(), List.of(), List.of());

    /**
     * @param identity of an item: another one is another item
     */
    ChangingList(Address address, Function<JsonNode, String> identity) {
        this.address = address.with("limit", LARGEST_PAGE);
        this.identity = identity;
    }

    /**
     * The list at one time, and how it differs from the last reading that was kept.
     *
     * @param come the new items, in the order of the list
     */
    record Reading(
            Map<String, Gateway.Reply> pages,
            Map<String, JsonNode> items,
            List<JsonNode> come,
            List<JsonNode> gone) {}

    int size() {
        return last.items().size();
    }

    /** From now on, readings are compared with this one: its differences were told. */
    void keep(Reading told) {
        last = told;
    }

    /**
     * @throws Failure if a page cannot be read
     */
    Reading read(Gateway gateway) {
        var pages = new HashMap<String, Gateway.Reply>();
        var items = new LinkedHashMap<String, JsonNode>();
        for (var at = address; at != null; at = following(pages.get(at.toString()))) {
            var page = page(gateway, at);
            pages.put(at.toString(), page);
            page.body().path("items").forEach(item -> items.put(identity.apply(item), item));
            if (items.size() > MOST) throw tooMany();
        }
        return new Reading(
                pages, items, without(items, last.items()), without(last.items(), items));
    }

    private Gateway.Reply page(Gateway gateway, Address at) {
        var known = last.pages().get(at.toString());
        if (known == null) return gateway.getUnless("", at);
        var reply = gateway.getUnless(known.tag(), at);
        return reply.status() == UNCHANGED ? known : reply;
    }

    private @Nullable Address following(Gateway.Reply page) {
        var next = page.body().path("next");
        return next.isTextual() ? address.with("cursor", next.asText()) : null;
    }

    private static List<JsonNode> without(Map<String, JsonNode> all, Map<String, JsonNode> others) {
        var rest = new ArrayList<JsonNode>();
        all.forEach(
                (id, item) -> {
                    if (!others.containsKey(id)) rest.add(item);
                });
        return rest;
    }

    private static Failure tooMany() {
        return new Failure(
                ExitCode.USAGE,
                "There are more than %,d to watch: name actors or issues with --actor and --issue."
                        .formatted(MOST));
    }
}
