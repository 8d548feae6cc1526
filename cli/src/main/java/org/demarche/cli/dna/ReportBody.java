package org.demarche.cli.dna;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the bodies of reports for the API. They have names in place of ids, so that a second import
 * means the same entries, even if one was merged in between.
 */
final class ReportBody {

    /** Replaces the document's text between two passages. */
    private static final String BETWEEN = " […] ";

    private static final Pattern QUOTATION = Pattern.compile("[\"“”„‟«»「」『』]");

    private ReportBody() {}

    /** Returns one line for each report; each line is made when it is read. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes no iterator
    static InputStream lines(List<DnaReport> drafts, Entries entries) {
        var left = drafts.iterator();
        return new SequenceInputStream(
                new Enumeration<InputStream>() {
                    @Override
                    public boolean hasMoreElements() {
                        return left.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        var line = of(left.next(), entries) + "\n";
                        return new ByteArrayInputStream(line.getBytes(UTF_8));
                    }
                });
    }

    static ObjectNode of(DnaReport draft, Entries entries) {
        var holder = entries.kept(Entry.Type.ACTOR, draft.holder());
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", draft.token())
                        .put("holder", holder)
                        .put("spokenFor", holder)
                        .put("issue", entries.kept(Entry.Type.ISSUE, draft.concept()))
                        .put("stance", draft.agrees() ? "favor" : "against")
                        .put("saidOn", draft.day().toString());
        if (draft.person() != null) {
            body.putObject("speaker").put("actor", entries.kept(Entry.Type.ACTOR, draft.person()));
        }
        body.putObject("source")
                .put("outlet", entries.kept(Entry.Type.OUTLET, draft.outlet()))
                .put("publishedOn", draft.day().toString());
        if (!draft.passages().isEmpty()) {
            body.putObject("quote").put("type", type(draft.passages())).put("text", text(draft));
        }
        if (draft.coder() != null) {
            body.putObject("coder").put("name", draft.coder());
        }
        return body;
    }

    /** Joins passages, in their order, as long as they fit into a quote. */
    private static String text(DnaReport draft) {
        var text = new StringBuilder(draft.passages().getFirst());
        for (var passage : draft.passages().subList(1, draft.passages().size())) {
            if (length(text) + length(BETWEEN) + length(passage) > Screening.LONGEST_QUOTE) {
                break;
            }
            text.append(BETWEEN).append(passage);
        }
        return text.toString();
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    private static String type(List<String> passages) {
        var types = passages.stream().map(ReportBody::type).distinct().toList();
        return types.size() == 1 ? types.getFirst() : "mixed";
    }

    /**
     * Returns the type of a quote by its quotation marks: around the whole passage, within it, or
     * nowhere.
     */
    private static String type(String passage) {
        var marks = QUOTATION.matcher(passage).results().toList();
        if (marks.isEmpty()) {
            return "indirect";
        }
        var around =
                marks.size() == 2
                        && marks.getFirst().start() == 0
                        && marks.getLast().end() == passage.length();
        return around ? "direct" : "mixed";
    }
}
