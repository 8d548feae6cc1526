package org.demarche.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes control characters as {@code \\uXXXX}, which is how JSON writes them, too. Names, keys and
 * reasons are written by other people, and a terminal obeys control characters: a key could set the
 * title of the terminal, reverse a line or hide one.
 */
public final class EscapingWriter extends FilterWriter {

    /**
     * Whether the last character was a carriage return. The next character shows whether it ends a
     * line.
     */
    private boolean returned;

    public EscapingWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        if (returned) {
            out.write(c == '\n' ? "\r" : escaped('\r'));
        }
        returned = c == '\r';
        if (returned) {
            return;
        }
        if (acts((char) c)) {
            out.write(escaped((char) c));
        } else {
            out.write(c);
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (var i = from; i < from + length; i++) {
            write(text[i]);
        }
    }

    private static String escaped(char c) {
        return "\\u%04x".formatted((int) c);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        write(text.toCharArray(), from, length);
    }

    /** Whether a terminal obeys the character. Line ends and tabs do no harm. */
    private static boolean acts(char c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t'
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\u2028'
                || c == '\u2029';
    }
}
