package org.demarche.gateway.page;

import java.util.regex.Pattern;

/**
 * How to cite a page.
 *
 * @param address at which the page stays the same
 * @param json the same answer for programs
 */
public record Citation(String address, String text, String bibtex, String json) {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\{}#$%&_~^]");

    /**
     * @param key by which a bibliography calls it
     * @param sentence what the page says
     * @param basis the rule, and the times of the answer
     */
    public static Citation of(
            String key, String sentence, String basis, String address, String json) {
        var text = "%s Demarche, %s. %s".formatted(sentence, basis, address);
        var bibtex =
                """
                @misc{demarche-%s,
                  title = {%s},
                  howpublished = {\\url{%s}},
                  note = {Demarche, %s}
                }\
                """
                        .formatted(key, escaped(sentence), address, escaped(basis));
        return new Citation(address, text, bibtex, json);
    }

    /** Escapes the signs that BibTeX and LaTeX take for commands. */
    private static String escaped(String text) {
        return SPECIAL.matcher(text)
                .replaceAll(
                        sign ->
                                switch (sign.group()) {
                                    case "\\" -> "{\\\\textbackslash}";
                                    case "~" -> "{\\\\textasciitilde}";
                                    case "^" -> "{\\\\textasciicircum}";
                                    case "$" -> "\\\\\\$";
                                    default -> "\\\\" + sign.group();
                                });
    }
}
