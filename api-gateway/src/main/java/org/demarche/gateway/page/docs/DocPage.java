package org.demarche.gateway.page.docs;

import java.util.List;
import org.demarche.gateway.docs.Markdown.Rendered;
import org.demarche.gateway.docs.Markdown.Section;
import org.demarche.gateway.docs.Markup;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Link;

/** A page of the docs. */
public record DocPage(Layout layout, List<Section> sections, Markup body) {

    private static final Link ABOVE = new Link("Docs", "/docs");

    /** A page with fewer sections has no list of them. */
    private static final int FEW = 3;

    static DocPage of(String name, Rendered page) {
        return new DocPage(
                Layout.of(page.title(), page.lead(), "/docs/" + name).below(ABOVE),
                page.sections().size() < FEW ? List.of() : page.sections(),
                page.body());
    }
}
