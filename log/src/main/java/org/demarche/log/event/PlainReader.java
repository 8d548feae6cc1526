package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that {@link ReportJson} writes, faster than a parser of all JSON. It refuses
 * nothing: blanks, nulls, unknown fields, escapes by number, faults of any kind make it give up,
 * and {@link JsonReader} then reads the document from its beginning and decides. One instance reads
 * one document after the other, in one thread.
 */
final class PlainReader implements JsonSource {

    private static final int LONGEST = 16 * 1024;

    /** Stands in a text that Java has decoded from bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /** Made once: another reader decides, so nobody sees it. */
    private final UnreadableEvent notPlain = new UnreadableEvent("is not plain", "");

    private final Cached<FieldName> names = new Cached<>(FieldName::new, 256);

    /** The document, and zeros after it: there are none in it. */
    private final byte[] bytes = new byte[LONGEST + Long.BYTES];

    private int at;
    private FieldName last = new FieldName(FieldName.NONE);

    /** Reads a whole document. */
    @FunctionalInterface
    interface Document<T> {
        T read(PlainReader in) throws IOException, UnreadableEvent;
    }

    /**
     * @throws UnreadableEvent that says nothing: another reader must decide
     */
    <T> T read(byte[] document, Document<T> whole) throws UnreadableEvent {
        var end = document.length;
        if (end > LONGEST) {
            throw notPlain;
        }
        System.arraycopy(document, 0, bytes, 0, end);
        Arrays.fill(bytes, end, end + Long.BYTES, (byte) 0);
        at = 0;
        try {
            var read = whole.read(this);
            if (at < end) {
                throw notPlain;
            }
            return read;
        } catch (IOException e) {
            throw new UnreadableEvent(String.valueOf(e.getMessage()), "");
        }
    }

    @Override
    public void object() throws UnreadableEvent {
        at = after('{', at);
    }

    @Override
    public @Nullable String field() throws UnreadableEvent {
        if (bytes[at] == '}') {
            at++;
            return null;
        }
        var quote = bytes[at - 1] == '{' ? at : after(',', at);
        last = name(after('"', quote));
        at = quote + 1 + last.length();
        return last.name();
    }

    private FieldName name(int from) throws UnreadableEvent {
        var likely = last.nextAt(bytes, from);
        if (likely != null) {
            return likely;
        }
        var end = end(from);
        after(':', after('"', end));
        var name = names.apply(new String(bytes, from, end - from, ISO_8859_1));
        last.isFollowedBy(name);
        return name;
    }

    @Override
    public void skip() throws UnreadableEvent {
        throw notPlain;
    }

    @Override
    public String text() throws UnreadableEvent {
        var from = after('"', at);
        var end = end(from);
        if (bytes[end] != '"') {
            return unusual(from, end);
        }
        at = end + 1;
        return new String(bytes, from, end - from, ISO_8859_1);
    }

    @Override
    public void passText() throws UnreadableEvent {
        var from = after('"', at);
        var end = end(from);
        if (bytes[end] == '"') {
            at = end + 1;
        } else {
            unusual(from, end);
        }
    }

    /** Of one digit: a second one is neither a comma nor an end. */
    @Override
    public long number() throws UnreadableEvent {
        var digit = bytes[at] - '0';
        if (digit < 0 || digit > 9) {
            throw notPlain;
        }
        at++;
        return digit;
    }

    @Override
    public <T> List<T> list(Value<T> element) throws IOException, UnreadableEvent {
        at = after('[', at);
        if (bytes[at] == ']') {
            at++;
            return List.of();
        }
        var list = new ArrayList<T>();
        list.add(element.read());
        while (bytes[at] != ']') {
            at = after(',', at);
            list.add(element.read());
        }
        at++;
        return list;
    }

    @Override
    public <T> T parsed(Function<String, T> form) throws UnreadableEvent {
        var text = text();
        try {
            return form.apply(text);
        } catch (RuntimeException _) {
            throw notPlain;
        }
    }

    @Override
    public <T> T required(@Nullable T value, String field) throws UnreadableEvent {
        if (value == null) {
            throw notPlain;
        }
        return value;
    }

    @Override
    public UnreadableEvent fault(String reason) {
        return notPlain;
    }

    /** Where a text ends, or has the first byte that is not plain. */
    private int end(int from) {
        var end = from;
        var plain = Words.plain(Words.at(bytes, end));
        while (plain == Long.BYTES) {
            end += Long.BYTES;
            plain = Words.plain(Words.at(bytes, end));
        }
        return end + plain;
    }

    /**
     * Reads a text with escapes or characters beyond ASCII.
     *
     * @param next the first of these
     */
    private String unusual(int from, int next) throws UnreadableEvent {
        var text = new ByteArrayOutputStream();
        var copied = from;
        for (; bytes[next] != '"'; next++) {
            var here = bytes[next];
            if (here == '\\') {
                text.write(bytes, copied, next - copied);
                text.write(unescaped(bytes[++next]));
                copied = next + 1;
            } else if (here >= 0 && here < ' ') {
                throw notPlain;
            }
        }
        text.write(bytes, copied, next - copied);
        at = next + 1;
        var decoded = text.toString(UTF_8);
        if (decoded.indexOf(REPLACEMENT) >= 0) {
            throw notPlain;
        }
        return decoded;
    }

    private int unescaped(byte escape) throws UnreadableEvent {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw notPlain;
        };
    }

    private int after(char expected, int here) throws UnreadableEvent {
        if (bytes[here] != expected) {
            throw notPlain;
        }
        return here + 1;
    }
}
