package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A fault in a document's bytes.
 *
 * @param at a share of the document, from 0 to 1
 * @param bytes put there where the kind puts any
 */
record Mutation(Kind kind, double at, byte[] bytes) {

    enum Kind {
        REPLACE,
        INSERT,
        TRUNCATE,
        DROP_FIELD,
        REPEAT_FIELD
    }

    /** Characters with a meaning in JSON, and some without. */
    private static final String TELLING = "\"\\{}[],:0123456789-+.eEunrtfalsbx/ \n\t\0";

    static Arbitrary<Mutation> any() {
        var telling = Arbitraries.of(TELLING.chars().mapToObj(c -> (byte) c).toList());
        var any = Arbitraries.bytes();
        var bytes = Arbitraries.oneOf(telling, telling, any).array(byte[].class).ofMaxSize(3);
        var words =
                Arbitraries.of(
                                "null",
                                "\\ud83d",
                                "\\u0041",
                                "\u00ed\u00a0\u00bd",
                                "\"x\":1,",
                                "{}",
                                "[]",
                                "\u00c3\u00a9")
                        .map(word -> word.getBytes(ISO_8859_1));
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.oneOf(bytes, words))
                .as(Mutation::new);
    }

    byte[] of(byte[] document) {
        var text = new String(document, ISO_8859_1);
        var from = (int) (at * text.length());
        var more = new String(bytes, ISO_8859_1);
        var mutated =
                switch (kind) {
                    case REPLACE ->
                            text.substring(0, from) + more + rest(text, from + bytes.length);
                    case INSERT -> text.substring(0, from) + more + text.substring(from);
                    case TRUNCATE -> text.substring(0, from);
                    case DROP_FIELD ->
                            text.substring(0, field(text, from)) + rest(text, next(text, from));
                    case REPEAT_FIELD ->
                            text.substring(0, next(text, from)) + rest(text, field(text, from));
                };
        return mutated.getBytes(ISO_8859_1);
    }

    /** The start of the field at an index or before it; a part of a text may count as one, too. */
    private static int field(String text, int at) {
        return Math.max(0, text.lastIndexOf(",\"", at));
    }

    private static int next(String text, int at) {
        var next = text.indexOf(",\"", at + 1);
        return next < 0 ? text.length() : next;
    }

    private static String rest(String text, int from) {
        return text.substring(Math.min(from, text.length()));
    }
}
