package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A list of the API that is read again and again. The answer for a page that did not change has no
 * body.
 */
final class ChangingList {

    /** The most items. All items are kept, because an item must be printed when it is gone. */
    static final int MOST = 10_000;

    private static final String LARGEST_PAGE = "1000";
    private static final int UNCHANGED = 304;
    private static final int TRIES = 5;

    private final String thing;
    private final Address address;
    private final Function<JsonNode, Map<String, JsonNode>> things;
    private @Nullable Reading last;
    private String token = "";
    private String version = "";

    /**
     * @param thing the word for one element of the list, such as {@code shift}
     * @param things returns the elements of one item of the API, by their identities
     */
    ChangingList(String thing, Address address, Function<JsonNode, Map<String, JsonNode>> things) {
        this.thing = thing;
        this.address = address.with("limit", LARGEST_PAGE);
        this.things = things;
    }

    private record Page(String tag, Map<String, String> things, @Nullable Address next) {}

    /**
     * The list at one moment, and how it differs from the previous reading.
     *
     * @param things the elements as JSON, by their identities; as trees they would take much more
     *     memory
     * @param come the new elements, in the order of the list
     */
    record Reading(
            Map<String, Page> pages,
            Map<String, String> things,
            List<String> come,
            List<String> gone) {}

    String thing() {
        return thing;
    }

    /** Returns the number of elements, with the word for them; empty if the list was never read. */
    Optional<String> counted() {
        return Optional.ofNullable(last)
                .map(
                        known ->
                                DocumentWords.counted(
                                        Integer.toString(known.things().size()), thing));
    }

    /** Keeps a reading whose differences were printed. Later readings are compared with it. */
    void keep(Reading told) {
        last = told;
    }

    /** Returns the version of the projection that answered last; empty if none did. */
    String version() {
        return version;
    }

    /**
     * @return the reading; empty if the list changes faster than its pages can be read
     * @throws Failure if a page cannot be read
     */
    Optional<Reading> read(Gateway gateway) {
        var before = last == null ? Map.<String, Page>of() : last.pages();
        for (var left = TRIES; left > 0; left--) {
            var pages = pages(gateway, before);
            // an item may move to another page meanwhile, so two rounds must give the same pages
            if (pages.size() == 1 || pages.equals(before)) return Optional.of(reading(pages));
            before = pages;
        }
        return Optional.empty();
    }

    private Map<String, Page> pages(Gateway gateway, Map<String, Page> before) {
        var pages = new LinkedHashMap<String, Page>();
        var count = 0;
        for (var at = address; at != null; ) {
            var page = page(gateway, at, before.get(at.toString()));
            pages.put(at.toString(), page);
            count += page.things().size();
            if (count > MOST) throw tooMany();
            at = page.next();
        }
        return pages;
    }

    private Page page(Gateway gateway, Address at, @Nullable Page known) {
        var reply = gateway.getUnless(known == null ? "" : known.tag(), token, at);
        token = reply.token();
        version = reply.version();
        if (known != null && reply.status() == UNCHANGED) return known;
        var found = new LinkedHashMap<String, String>();
        for (var item : reply.body().path("items")) {
            things.apply(item).forEach((id, one) -> found.put(id, one.toString()));
        }
        var next = reply.body().path("next");
        return new Page(
                reply.tag(),
                found,
                next.isTextual() ? address.with("cursor", next.asText()) : null);
    }

    private Reading reading(Map<String, Page> pages) {
        var now = new LinkedHashMap<String, String>();
        pages.values().forEach(page -> now.putAll(page.things()));
        return last == null
                ? new Reading(pages, now, List.of(), List.of())
                : new Reading(pages, now, without(now, last.things()), without(last.things(), now));
    }

    private static List<String> without(Map<String, String> all, Map<String, String> others) {
        return all.entrySet().stream()
                .filter(one -> !others.containsKey(one.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Failure tooMany() {
        return new Failure(
                ExitCode.USAGE,
                "There are more than %,d %ss: name actors or issues with --actor and --issue."
                        .formatted(MOST, thing));
    }
}
