package org.demarche.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Breaks lines between words where a terminal would break them anywhere. The rest of a line begins
 * below its text, behind its label. A word that is too long stays whole, and so does a command
 * between backticks, so that somebody can copy it. JSON and rows of tables stay as they are.
 */
final class WrappingWriter extends FilterWriter {

    private static final Pattern AS_IT_IS = Pattern.compile("\\s*[\\[{].*|.* [|] .*|-+[+]-.*");

    /** {@code latest }: words with a space between them, and two or more behind them. */
    private static final Pattern LABEL = Pattern.compile(" *\\S+(?: \\S+)? {2,}(?=\\S)");

    private static final int LONGEST_LABEL = 24;

    /** From here on an indentation is that of a text behind a label. */
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

    /** The last space that fits, or else the first one; -1 if there is none behind the label. */
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

    /** Between two backticks is a command, which somebody copies whole. */
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
