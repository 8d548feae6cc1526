package org.demarche.gateway.page;

import java.util.regex.Pattern;

/**
 * How to cite a page.
 *
 * @param address the address at which the page never changes
 * @param json the address of the same answer for programs
 */
public record Citation(String address, String text, String bibtex, String json) {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\{}#$%&_~^]");

    /**
     * @param key the key of the page in a bibliography
     * @param sentence the claim that the page makes
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

    /** Escapes the characters that BibTeX and LaTeX take for commands. */
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
