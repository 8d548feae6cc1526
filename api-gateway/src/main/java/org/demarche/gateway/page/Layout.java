package org.demarche.gateway.page;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a page.
 *
 * @param description one sentence about the page, for search engines and previews
 * @param address the address of the page itself, with scheme and host
 * @param crumbs the pages above it, the widest first
 * @param others the same content in other forms
 * @param claim the claim that the page makes; null if it makes none
 * @param searched the words in the search box
 * @param listed whether search engines may list the page
 */
public record Layout(
        String title,
        String description,
        String address,
        List<Link> crumbs,
        List<Alternate> others,
        @Nullable ClaimData claim,
        String searched,
        boolean listed) {

    private static final Link START = new Link("Demarche", "/");

    /**
     * @param title the name of the form, such as CSV, for readers who choose one
     */
    public record Alternate(String type, String title, String href) {

        public static Alternate json(String address) {
            return new Alternate("application/json", "JSON", address);
        }

        public static Alternate csv(String address) {
            return new Alternate("text/csv", "CSV", address);
        }

        /**
         * Returns the table of a list, which has the address of the list with another {@code
         * format}.
         */
        public static Alternate table(String list) {
            return csv(list + (list.contains("?") ? "&" : "?") + "format=csv");
        }

        public static Alternate feed(String address) {
            return new Alternate("application/atom+xml", "Feed of shifts", address);
        }

        public static Alternate conflicts(String address) {
            return new Alternate("application/atom+xml", "Feed of conflicts", address);
        }

        public static Alternate retractions(String address) {
            return new Alternate("application/atom+xml", "Feed of retractions", address);
        }
    }

    public Layout {
        crumbs = List.copyOf(crumbs);
        others = List.copyOf(others);
    }

    public static Layout of(String title, String description, String address, Alternate... others) {
        return new Layout(
                title,
                Excerpt.of(description, Excerpt.OF_PAGE),
                address,
                List.of(START),
                List.of(others),
                null,
                "",
                true);
    }

    public Layout below(Link... crumbs) {
        var all = new ArrayList<>(this.crumbs);
        all.addAll(List.of(crumbs));
        return new Layout(title, description, address, all, others, claim, searched, listed);
    }

    public Layout stating(@Nullable ClaimData claim) {
        return new Layout(title, description, address, crumbs, others, claim, searched, listed);
    }

    public Layout searched(String words) {
        return new Layout(title, description, address, crumbs, others, claim, words, false);
    }

    public Layout unlisted() {
        return new Layout(title, description, address, crumbs, others, claim, searched, false);
    }

    public boolean isStart() {
        return crumbs.size() == 1 && address.endsWith("/");
    }

    /** Returns the address of the stylesheet. */
    public String style() {
        return Assets.STYLE.path();
    }

    public String icon() {
        return Assets.ICON.path();
    }
}
