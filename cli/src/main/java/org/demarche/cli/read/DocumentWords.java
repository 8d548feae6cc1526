package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts parts of documents into words, in the same way for all commands. */
final class DocumentWords {

    private static final Pattern ONE_OF = Pattern.compile("\\[(.*)\\.\\.(.*)]");
    private static final Pattern THROUGHOUT = Pattern.compile("([^/]+)/([^/]+)");

    /** The width of a terminal that has room for two days in a cell. */
    private static final int WIDE = 120;

    private DocumentWords() {}

    /** Returns the grades, such as `, outlet graded B, credibility 2`; empty without grades. */
    static String grades(JsonNode report) {
        var reliability = report.path("reliability").asText("");
        var credibility = report.path("credibility").asText("");
        return (reliability.isEmpty() ? "" : ", outlet graded " + reliability)
                + (credibility.isEmpty() ? "" : ", credibility " + credibility);
    }

    /** Returns the conditions of a document, or of a side of a shift, which only has their keys. */
    static String conditions(JsonNode of) {
        var texts = new ArrayList<String>();
        for (var condition : of.path("conditions")) {
            texts.add(condition.isTextual() ? condition.asText() : condition.path("text").asText());
        }
        rest(of, "conditions", "conditionCount").ifPresent(texts::add);
        return String.join("; ", texts);
    }

    /**
     * @param of a document: a statement, or the line of one in an explanation
     */
    static String stanceOrComment(JsonNode of) {
        return of.path("stance").asText(isDenial(of) ? "a denial" : "no comment");
    }

    private static boolean isDenial(JsonNode of) {
        return of.path("reason").asText().equals("denial")
                || of.path("reports")
                        .valueStream()
                        .filter(report -> report.path("counted").asBoolean())
                        .anyMatch(report -> report.path("body").path("denies").isTextual());
    }

    /** Returns the counts, such as `5 reports of 4 outlets (1 origin)`. */
    static String reports(JsonNode counts) {
        return "%s of %s (%s)"
                .formatted(
                        count(counts, "report"), count(counts, "outlet"), count(counts, "origin"));
    }

    /**
     * @param thing the singular noun; the field has the plural as its name
     */
    static String count(JsonNode counts, String thing) {
        return counted(counts.path(thing + "s").asText("0"), thing);
    }

    static String counted(String count, String thing) {
        return count + ' ' + thing + (count.equals("1") ? "" : "s");
    }

    /**
     * Returns the number of items that a document counts but does not list; empty if it lists all.
     */
    static Optional<String> rest(JsonNode of, String list, String count) {
        var more = of.path(count).asLong() - of.path(list).size();
        return more > 0 ? Optional.of("and %d more".formatted(more)) : Optional.empty();
    }

    /** Returns the rule, such as `latest-own/1`. */
    static String rule(JsonNode of) {
        return of.path("rule").asText("unknown");
    }

    /**
     * @param edtf a day, or the days between which it was, such as `[2022-12-02..2025-03-03]`
     */
    static String when(String edtf) {
        var oneOf = ONE_OF.matcher(edtf);
        if (oneOf.matches()) return between(oneOf.group(1), oneOf.group(2));
        var throughout = THROUGHOUT.matcher(edtf);
        if (throughout.matches()) {
            return between(open(throughout.group(1)), open(throughout.group(2)));
        }
        return (edtf.length() >= "2022-12-02".length() ? "on " : "in ") + edtf;
    }

    /** Returns the date with a space at which a narrow column can break it. */
    static String breakable(String edtf, int width) {
        return width < WIDE ? edtf.replaceFirst("[.][.](?=.)", ".. ") : edtf;
    }

    private static String open(String end) {
        return end.equals("..") ? "" : end;
    }

    private static String between(String earliest, String latest) {
        if (earliest.isEmpty()) return "by " + latest;
        return latest.isEmpty()
                ? "not before " + earliest
                : "between " + earliest + " and " + latest;
    }
}
