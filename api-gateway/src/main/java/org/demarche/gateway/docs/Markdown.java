package org.demarche.gateway.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders a file of the docs. Headings get the ids that links in the docs use, and relative links
 * lead to pages of the gateway. A link to a file that the gateway does not have becomes plain words
 * with the name of the file.
 */
public final class Markdown {

    private static final List<TablesExtension> EXTENSIONS =
            List.of((TablesExtension) TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private Markdown() {}

    /**
     * A rendered file.
     *
     * @param title the first heading
     * @param lead the first paragraph, as plain text
     * @param sections the headings of the second level
     */
    public record Rendered(String title, String lead, List<Section> sections, Markup body) {}

    /** A part of a page. */
    public record Section(String id, String title) {}

    /**
     * @param path the path of the file within the docs, to which its links are relative
     */
    static Rendered file(String path, String text) {
        var document = PARSER.parse(text);
        var headings = new Headings();
        document.accept(headings);
        document.accept(new Links(path));
        return new Rendered(
                headings.title,
                headings.lead,
                List.copyOf(headings.sections),
                new Markup(html(document, headings.ids)));
    }

    /** Renders a text in Markdown, such as a description. Its headings get no ids. */
    static Markup text(String text) {
        var document = PARSER.parse(text);
        document.accept(new Links(""));
        return new Markup(html(document, Map.of()));
    }

    private static String html(Node document, Map<Node, String> ids) {
        var renderer =
                HtmlRenderer.builder()
                        .extensions(EXTENSIONS)
                        .escapeHtml(true)
                        .sanitizeUrls(true)
                        .attributeProviderFactory(_ -> attributes(ids))
                        .build();
        return scrolling(renderer.render(document));
    }

    private static AttributeProvider attributes(Map<Node, String> ids) {
        return (node, tag, attributes) -> {
            if (ids.containsKey(node)) {
                attributes.put("id", ids.get(node));
            }
            if (tag.equals("pre")) {
                attributes.put("tabindex", "0");
            }
        };
    }

    /**
     * Puts each table into a box, in which a wide table scrolls. Text is escaped, so every {@code
     * <table>} comes from the renderer.
     */
    private static String scrolling(String html) {
        var parts = html.split("<table>", -1);
        var out = new StringBuilder(parts[0]);
        for (var at = 1; at < parts.length; at++) {
            out.append(
                            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table %d\"><table>"
                                    .formatted(at))
                    .append(parts[at].replace("</table>", "</table></div>"));
        }
        return out.toString();
    }

    /** Returns the text of a node without the syntax of Markdown. */
    private static String plain(Node node) {
        var text = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text part) {
                        text.append(part.getLiteral());
                    }

                    @Override
                    public void visit(Code part) {
                        text.append(part.getLiteral());
                    }

                    @Override
                    public void visit(SoftLineBreak part) {
                        text.append(' ');
                    }
                });
        return text.toString();
    }

    private static final class Headings extends AbstractVisitor {

        private final Map<Node, String> ids = new HashMap<>();
        private final Map<String, Integer> taken = new HashMap<>();
        private final List<Section> sections = new ArrayList<>();
        private String title = "";
        private String lead = "";

        @Override
        public void visit(Heading heading) {
            var text = plain(heading);
            var id = id(text);
            ids.put(heading, id);
            if (heading.getLevel() == 1 && title.isEmpty()) {
                title = text;
            } else if (heading.getLevel() == 2) {
                sections.add(new Section(id, text));
            }
        }

        @Override
        public void visit(Paragraph paragraph) {
            if (lead.isEmpty()) {
                lead = plain(paragraph);
            }
        }

        /**
         * Makes an id as the sites do that show Markdown files: it keeps letters, digits,
         * underscores and hyphens, and writes a hyphen for a space.
         */
        private String id(String text) {
            var id =
                    text.toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-');
            var before = taken.merge(id, 1, Integer::sum) - 1;
            return before == 0 ? id : id + '-' + before;
        }
    }

    private static final class Links extends AbstractVisitor {

        private final String path;

        Links(String path) {
            this.path = path;
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            DocFiles.address(path, link.getDestination())
                    .ifPresentOrElse(link::setDestination, () -> unwrap(link));
        }

        @Override
        public void visit(Image image) {
            DocFiles.address(path, image.getDestination()).ifPresent(image::setDestination);
        }

        /** Replaces a link by its words, and puts the name of the file behind them. */
        private static void unwrap(Link link) {
            var named =
                    new Text(" (" + link.getDestination().replaceFirst("^(\\.\\./)+", "") + ')');
            link.insertAfter(named);
            var child = link.getLastChild();
            while (child != null) {
                var before = child.getPrevious();
                link.insertAfter(child);
                child = before;
            }
            link.unlink();
        }
    }
}
