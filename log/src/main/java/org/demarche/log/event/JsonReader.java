package org.demarche.log.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document as a stream, without a tree. The reader always has a current value. To
 * read an object, ask for its next {@link #field} and read or skip the value. A field that is null
 * counts as absent. If a field occurs twice, the last one counts: a search for repeated fields
 * would slow down every event, and all writers write each field once.
 */
public final class JsonReader implements Closeable {

    /** Reads the current value. */
    @FunctionalInterface
    public interface Value<T> {
        T read() throws IOException, UnreadableEvent;
    }

    private final JsonParser parser;
    private final boolean mayHaveHalves;

    private JsonReader(JsonParser parser, boolean mayHaveHalves) {
        this.parser = parser;
        this.mayHaveHalves = mayHaveHalves;
    }

    /**
     * Reads a whole document.
     *
     * @throws UnreadableEvent if the bytes are not JSON in UTF-8, or {@code whole} refuses a value
     */
    public static <T> T read(byte[] document, DocumentReader<T> whole) throws UnreadableEvent {
        requireUtf8(document);
        try (var in =
                new JsonReader(
                        JsonWriter.FACTORY.createParser(document), Surrogates.mayBeIn(document))) {
            in.parser.nextToken();
            var read = whole.read(in);
            if (in.parser.nextToken() != null) {
                throw new UnreadableEvent("there is more text after the JSON document", "");
            }
            return read;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new UnreadableEvent(
                    "malformed JSON%s: %s"
                            .formatted(
                                    at == null ? "" : " at byte " + at.getByteOffset(),
                                    e.getOriginalMessage()),
                    "");
        } catch (IOException e) {
            throw new UnreadableEvent("malformed JSON: " + e.getMessage(), "");
        }
    }

    /** Reads the content of a document. */
    @FunctionalInterface
    public interface DocumentReader<T> {
        T read(JsonReader in) throws IOException, UnreadableEvent;
    }

    /** Enters an object, and refuses any other value. */
    public void object() throws UnreadableEvent {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongType("an object");
        }
    }

    /** Moves to the next field that is not null, and returns its name; null at the end. */
    public @Nullable String field() throws IOException {
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                return name;
            }
        }
        return null;
    }

    public void skip() throws IOException {
        parser.skipChildren();
    }

    /** Returns the index of the byte at which the current value begins. */
    public int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Returns the index of the byte after the object or array that was read or skipped last. */
    public int end() {
        return (int) parser.currentLocation().getByteOffset();
    }

    /**
     * Reads a text. Refuses a text with half of a surrogate pair, because it cannot be written
     * again.
     */
    public String text() throws IOException, UnreadableEvent {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType("a string");
        }
        var text = parser.getText();
        var alone = mayHaveHalves ? Surrogates.firstAlone(text) : Surrogates.NONE;
        if (alone != Surrogates.NONE) {
            throw fault("has half of a surrogate pair at character " + (alone + 1));
        }
        return text;
    }

    /** Reads the id of an actor, issue or outlet. */
    public String id() throws IOException, UnreadableEvent {
        return parsed(ReportForms.ID);
    }

    /** Skips a text that nobody needs, and refuses the texts that {@link #text} refuses. */
    public void passText() throws IOException, UnreadableEvent {
        if (mayHaveHalves) {
            var _ = text();
        } else if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType("a string");
        }
    }

    public long number() throws IOException, UnreadableEvent {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrongType("a whole number");
        }
        return parser.getLongValue();
    }

    public boolean flag() throws UnreadableEvent {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw wrongType("true or false");
        };
    }

    public <T> List<T> list(Value<T> element) throws IOException, UnreadableEvent {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrongType("an array");
        }
        var list = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.read());
        }
        return list;
    }

    /**
     * Reads and parses a text.
     *
     * @param form the parser; if it throws a RuntimeException, the message is the reason of the
     *     refusal
     */
    public <T> T parsed(Function<String, T> form) throws IOException, UnreadableEvent {
        var text = text();
        try {
            return form.apply(text);
        } catch (RuntimeException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    /** Refuses an object without this field. Call this at the end of the object. */
    public <T> T required(@Nullable T value, String field) throws UnreadableEvent {
        if (value == null) {
            throw new UnreadableEvent("is missing", here().appendProperty(field).toString());
        }
        return value;
    }

    /** Makes the exception that refuses the current value for this reason. */
    public UnreadableEvent fault(String reason) {
        return new UnreadableEvent(reason, here().toString());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private UnreadableEvent wrongType(String expected) {
        return fault("is not %s".formatted(expected));
    }

    private JsonPointer here() {
        return parser.getParsingContext().pathAsPointer();
    }

    /**
     * Refuses UTF-16 and UTF-32. The parser accepts them, but they cannot be copied into another
     * document.
     */
    private static void requireUtf8(byte[] document) throws UnreadableEvent {
        var other =
                document.length >= 2
                        && (document[0] == 0 || document[1] == 0 || (document[0] & 0xFF) > 0x7F);
        if (other) {
            throw new UnreadableEvent("is not JSON in UTF-8", "");
        }
    }
}
