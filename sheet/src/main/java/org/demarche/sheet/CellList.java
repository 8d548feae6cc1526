package org.demarche.sheet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list in one cell: texts that semicolons separate. A text may have a key before it, in brackets:
 * {@code [dam-inspected] Inspectors are let in; The toll ends}. A text that the reader would
 * misread is put in quotation marks, and each quotation mark inside it is doubled.
 */
final class CellList {

    private static final char BETWEEN = ';';
    private static final String SPECIAL = ";[]\"";

    private final String cell;
    private int at;

    private CellList(String cell) {
        this.cell = cell;
    }

    record Item(@Nullable String key, String text) {}

    static String write(List<Item> items) {
        return String.join("; ", items.stream().map(CellList::write).toList());
    }

    private static String write(Item item) {
        var text = plainOrQuoted(item.text());
        return item.key() == null ? text : "[%s] %s".formatted(plainOrQuoted(item.key()), text);
    }

    private static String plainOrQuoted(String text) {
        var plain =
                !text.isEmpty()
                        && text.equals(text.strip())
                        && text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /**
     * @param keyed whether a text may have a key
     */
    static List<Item> read(String cell, boolean keyed) {
        return new CellList(cell).items(keyed);
    }

    private List<Item> items(boolean keyed) {
        var items = new ArrayList<Item>();
        while (at < cell.length()) {
            skipSpace();
            var key = keyed ? key() : null;
            skipSpace();
            var quoted = quoted(BETWEEN);
            var text = quoted == null ? plain() : quoted;
            if (quoted != null || key != null || !text.isEmpty()) {
                items.add(new Item(key, text));
            }
            at++;
        }
        return List.copyOf(items);
    }

    private @Nullable String key() {
        if (at == cell.length() || cell.charAt(at) != '[') {
            return null;
        }
        var before = at++;
        var quoted = quoted(']');
        if (quoted != null) {
            at++;
            return quoted;
        }
        var end = cell.indexOf(']', at);
        if (end < 0) {
            at = before;
            return null;
        }
        var key = cell.substring(at, end).strip();
        at = end + 1;
        return key;
    }

    /** Returns a text in quotation marks; null if the marks do not enclose the whole item. */
    private @Nullable String quoted(char end) {
        if (at == cell.length() || cell.charAt(at) != '"') {
            return null;
        }
        var text = new StringBuilder();
        for (var i = at + 1; i < cell.length(); i++) {
            if (cell.charAt(i) != '"') {
                text.append(cell.charAt(i));
            } else if (i + 1 < cell.length() && cell.charAt(i + 1) == '"') {
                text.append('"');
                i++;
            } else {
                return closes(i + 1, end) ? text.toString() : null;
            }
        }
        return null;
    }

    private boolean closes(int from, char end) {
        var next = from;
        while (next < cell.length() && Character.isWhitespace(cell.charAt(next))) {
            next++;
        }
        var closed = next == cell.length() ? end == BETWEEN : cell.charAt(next) == end;
        if (closed) {
            at = next;
        }
        return closed;
    }

    private String plain() {
        var end = cell.indexOf(BETWEEN, at);
        var text = cell.substring(at, end < 0 ? cell.length() : end).strip();
        at = end < 0 ? cell.length() : end;
        return text;
    }

    private void skipSpace() {
        while (at < cell.length() && Character.isWhitespace(cell.charAt(at))) {
            at++;
        }
    }
}
