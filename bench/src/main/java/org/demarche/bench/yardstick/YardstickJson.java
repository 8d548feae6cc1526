package org.demarche.bench.yardstick;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.Slug;
import org.jspecify.annotations.Nullable;

/** One JSON document, read from its bytes without a tree. */
final class YardstickJson implements Closeable {

    /** Reads the current value. */
    @FunctionalInterface
    interface Value<T> {
        T read() throws IOException, UnreadableEvent;
    }

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int NONE = -1;

    private final JsonParser parser;

    private YardstickJson(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a whole document.
     *
     * @throws UnreadableEvent if the bytes are not JSON in UTF-8, or if a value that is read is
     *     refused
     */
    static <T> T read(byte[] document, DocumentReader<T> whole) throws UnreadableEvent {
        requireUtf8(document);
        try (var in = new YardstickJson(FACTORY.createParser(document))) {
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
    interface DocumentReader<T> {
        T read(YardstickJson in) throws IOException, UnreadableEvent;
    }

    /** Enters the object that must be here. */
    void object() throws UnreadableEvent {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongType("an object");
        }
    }

    /**
     * Returns the name of the next field that is not null, and moves to its value; null if there is
     * no other field.
     */
    @Nullable String field() throws IOException {
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                return name;
            }
        }
        return null;
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    /** Returns a text that can be written again. Half of a surrogate pair cannot be written. */
    String text() throws IOException, UnreadableEvent {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType("a string");
        }
        var text = parser.getText();
        var alone = firstAlone(text);
        if (alone != NONE) {
            throw fault("has half of a surrogate pair at character " + (alone + 1));
        }
        return text;
    }

    /** The id of an actor, issue or outlet. */
    String id() throws IOException, UnreadableEvent {
        var text = text();
        if (!Slug.is(text)) {
            throw fault("'%s' is not an id".formatted(text));
        }
        return text;
    }

    long number() throws IOException, UnreadableEvent {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrongType("a whole number");
        }
        return parser.getLongValue();
    }

    <T> List<T> list(Value<T> element) throws IOException, UnreadableEvent {
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
     * Returns a text that has a form of its own.
     *
     * @param parse parses the text; if the form is wrong, it throws a RuntimeException, whose
     *     message is the reason
     */
    <T> T parsed(Function<String, T> parse) throws IOException, UnreadableEvent {
        var text = text();
        try {
            return parse.apply(text);
        } catch (RuntimeException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the value of a field that its object must have; called when the object is read. */
    <T> T required(@Nullable T value, String field) throws UnreadableEvent {
        if (value == null) {
            throw new UnreadableEvent("is missing", here().appendProperty(field).toString());
        }
        return value;
    }

    /** Makes a fault of the value that the parser has just read. */
    UnreadableEvent fault(String reason) {
        return new UnreadableEvent(reason, here().toString());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private UnreadableEvent wrongType(String expected) {
        return fault("is not %s".formatted(expected));
    }

    private static int firstAlone(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return i;
                }
                i++;
            }
        }
        return NONE;
    }

    private JsonPointer here() {
        return parser.getParsingContext().pathAsPointer();
    }

    /**
     * Refuses UTF-16 and UTF-32. The parser would read them, but they cannot be part of another
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
