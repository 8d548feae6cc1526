package org.demarche.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Breaks long lines between words; a terminal would break them anywhere. The rest of a line begins
 * below its text, to the right of its label. A word that is too long is not broken, and neither is
 * a command between backticks, so that the user can copy it. JSON and rows of tables stay as they
 * are.
 */
final class WrappingWriter extends FilterWriter {

    private static final Pattern AS_IT_IS = Pattern.compile("\\s*[\\[{].*|.* [|] .*|-+[+]-.*");

    /**
     * A label, such as {@code latest}: one or two words with a space between them, and two or more
     * spaces after them.
     */
    private static final Pattern LABEL = Pattern.compile(" *\\S+(?: \\S+)? {2,}(?=\\S)");

    private static final int LONGEST_LABEL = 24;

    /** The least indentation that is that of a text after a label. */
    private static final int DEEP = 8;

    private final IntSupplier columns;
    private final StringBuilder line = new StringBuilder();

    WrappingWriter(Writer out, IntSupplier columns) {
        super(out);
        this.columns = columns;
    }

    @Override
    public void write(int c) throws IOException {
        if (c == '\n') {
            end();
            out.write('\n');
        } else {
            line.append((char) c);
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (var i = from; i < from + length; i++) write(text[i]);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        for (var i = from; i < from + length; i++) write(text.charAt(i));
    }

    @Override
    public void flush() throws IOException {
        end();
        super.flush();
    }

    @Override
    public void close() throws IOException {
        end();
        super.close();
    }

    private void end() throws IOException {
        if (line.isEmpty()) return;
        var whole = line.toString();
        line.setLength(0);
        out.write(whole.length() < 20 ? whole : wrapped(whole, columns.getAsInt()));
    }

    static String wrapped(String line, int columns) {
        if (line.length() <= columns || AS_IT_IS.matcher(line).matches()) return line;
        var indent = Math.min(indent(line), columns / 2);
        var text = new StringBuilder();
        var rest = line;
        while (rest.length() > columns) {
            var end = breakIn(rest, columns, text.isEmpty() ? indent(line) : indent);
            if (end < 0) break;
            text.append(rest.substring(0, end).stripTrailing()).append(System.lineSeparator());
            rest = " ".repeat(indent) + rest.substring(end).stripLeading();
        }
        return text.append(rest).toString();
    }

    /**
     * Returns the place of the last space that fits, or else of the first one after it; -1 if the
     * text after the label has none.
     */
    private static int breakIn(String line, int columns, int label) {
        for (var at = line.lastIndexOf(' ', columns);
                at > label;
                at = line.lastIndexOf(' ', at - 1)) {
            if (!isInCommand(line, at)) return at;
        }
        var at = line.indexOf(' ', Math.max(label, columns));
        while (at >= 0 && isInCommand(line, at)) at = line.indexOf(' ', at + 1);
        return at;
    }

    /** Whether the place is in a command between two backticks, which users copy as a whole. */
    private static boolean isInCommand(String line, int at) {
        return line.substring(0, at).chars().filter(one -> one == '`').count() % 2 == 1
                && line.indexOf('`', at) > 0;
    }

    private static int indent(String line) {
        var label = LABEL.matcher(line);
        if (label.lookingAt() && label.end() <= LONGEST_LABEL) return label.end();
        var spaces = line.length() - line.stripLeading().length();
        return spaces >= DEEP ? spaces : spaces + 2;
    }
}
