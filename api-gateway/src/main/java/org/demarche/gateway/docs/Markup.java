package org.demarche.gateway.docs;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/** HTML that the renderer of the docs made, in which everything from outside is escaped. */
public record Markup(String html) implements Content {

    static final Markup NOTHING = new Markup("");

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(html);
    }

    @Override
    public boolean isEmptyContent() {
        return html.isEmpty();
    }
}
