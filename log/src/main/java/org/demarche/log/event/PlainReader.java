package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that {@link ReportJson} writes, several times as fast as a parser of all JSON. It
 * refuses nothing: blanks, nulls, unknown fields, escapes by number, faults of any kind make it
 * give up, and {@link JsonReader} then reads the document from its beginning and decides. One
 * instance reads one document after the other, in one thread.
 */
final class PlainReader implements JsonSource {

    private static final Function<String, String> TEXT = Function.identity();

    /** Stands in a text that Java has decoded from bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /** Made once: another reader decides, so nobody sees it. */
    private final UnreadableEvent notPlain = new UnreadableEvent("is not plain", "");

    private final ReadTexts names = new ReadTexts(256);
    private final ReadTexts known;
    private byte[] document = {};
    private int at;
    private boolean justEntered;

    PlainReader(ReadTexts known) {
        this.known = known;
    }

    /** Reads a whole document. */
    @FunctionalInterface
    interface Document<T> {
        T read(PlainReader in) throws IOException, UnreadableEvent;
    }

    /**
     * @throws UnreadableEvent that says nothing: another reader must decide
     */
    <T> T read(byte[] document, Document<T> whole) throws UnreadableEvent {
        this.document = document;
        at = 0;
        try {
            var read = whole.read(this);
            if (at < document.length) {
                throw notPlain;
            }
            return read;
        } catch (IOException e) {
            throw new UnreadableEvent(String.valueOf(e.getMessage()), "");
        }
    }

    @Override
    public void object() throws UnreadableEvent {
        require('{');
        justEntered = true;
    }

    @Override
    public @Nullable String field() throws UnreadableEvent {
        if (here() == '}') {
            at++;
            justEntered = false;
            return null;
        }
        if (!justEntered) {
            require(',');
        }
        justEntered = false;
        var name = parsed(names, TEXT);
        require(':');
        return name;
    }

    @Override
    public void skip() throws UnreadableEvent {
        throw notPlain;
    }

    @Override
    public String text() throws UnreadableEvent {
        return parsed(TEXT);
    }

    @Override
    public void passText() throws UnreadableEvent {
        require('"');
        var end = Ascii.end(document, at);
        if (at(end) == '"') {
            at = end + 1;
        } else {
            unusual(end);
        }
    }

    /** Of one digit: a second one is neither a comma nor an end. */
    @Override
    public long number() throws UnreadableEvent {
        var digit = here() - '0';
        if (digit < 0 || digit > 9) {
            throw notPlain;
        }
        at++;
        return digit;
    }

    @Override
    public <T> List<T> list(Value<T> element) throws IOException, UnreadableEvent {
        require('[');
        if (here() == ']') {
            at++;
            return List.of();
        }
        var list = new ArrayList<T>();
        list.add(element.read());
        while (here() == ',') {
            at++;
            list.add(element.read());
        }
        require(']');
        return list;
    }

    @Override
    public <T> T parsed(Function<String, T> form) throws UnreadableEvent {
        return parsed(known, form);
    }

    private <T> T parsed(ReadTexts known, Function<String, T> form) throws UnreadableEvent {
        require('"');
        var from = at;
        var end = Ascii.end(document, from);
        try {
            if (at(end) != '"') {
                return form.apply(unusual(end));
            }
            at = end + 1;
            return known.value(form, document, from, end);
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

    /**
     * A text with escapes or characters beyond ASCII.
     *
     * @param next the first of these
     */
    private String unusual(int next) throws UnreadableEvent {
        var bytes = new ByteArrayOutputStream();
        for (; at(next) != '"'; next++) {
            var here = at(next);
            if (here == '\\') {
                bytes.write(document, at, next - at);
                bytes.write(unescaped(at(++next)));
                at = next + 1;
            } else if (here >= 0 && here < ' ') {
                throw notPlain;
            }
        }
        bytes.write(document, at, next - at);
        at = next + 1;
        var text = bytes.toString(UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw notPlain;
        }
        return text;
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

    private void require(char expected) throws UnreadableEvent {
        if (here() != expected) {
            throw notPlain;
        }
        at++;
    }

    private byte here() {
        return at(at);
    }

    /** No document holds a zero where it is plain. */
    private byte at(int index) {
        return index < document.length ? document[index] : 0;
    }
}
