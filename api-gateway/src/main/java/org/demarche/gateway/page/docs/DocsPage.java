package org.demarche.gateway.page.docs;

import java.util.List;
import org.demarche.gateway.docs.Docs;
import org.demarche.gateway.page.Excerpt;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Link;

/** The start page of the docs, with all pages, grouped by the readers' tasks. */
public record DocsPage(Layout layout, List<Group> groups) {

    public record Group(String name, List<Entry> pages) {}

    /**
     * @param lead the first sentences of the page
     */
    public record Entry(Link page, String lead) {}

    private static final int LEAD = 160;

    static DocsPage of(Docs docs) {
        return new DocsPage(
                Layout.of("Docs", "How to read, code, program and operate Demarche.", "/docs"),
                Docs.ORDER.stream()
                        .map(
                                group ->
                                        new Group(
                                                group,
                                                Docs.GROUPS.getOrDefault(group, List.of()).stream()
                                                        .flatMap(name -> entry(docs, name).stream())
                                                        .toList()))
                        .toList());
    }

    private static List<Entry> entry(Docs docs, String name) {
        return docs
                .page(name)
                .map(
                        page ->
                                new Entry(
                                        new Link(page.title(), "/docs/" + name),
                                        Excerpt.of(page.lead(), LEAD)))
                .stream()
                .toList();
    }
}
