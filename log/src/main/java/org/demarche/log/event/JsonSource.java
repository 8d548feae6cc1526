package org.demarche.log.event;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document as the reader of a report's body asks for it. It always stands on a value:
 * objects are read by asking for their next {@link #field} and reading its value, or skipping it. A
 * null is an absent field, and of a field that stands twice the last one counts.
 */
sealed interface JsonSource permits JsonReader, PlainReader {

    /** Reads the value that the source stands on. */
    @FunctionalInterface
    interface Value<T> {
        T read() throws IOException, UnreadableEvent;
    }

    /** Enters the object that must stand here. */
    void object() throws UnreadableEvent;

    /** The name of the next field that is not null, whose value it then stands on; null if none. */
    @Nullable String field() throws IOException, UnreadableEvent;

    void skip() throws IOException, UnreadableEvent;

    /** A text that can be written again: half of a surrogate pair cannot. */
    String text() throws IOException, UnreadableEvent;

    /** Goes past a text that nobody needs, and refuses it where {@link #text} would. */
    void passText() throws IOException, UnreadableEvent;

    long number() throws IOException, UnreadableEvent;

    <T> List<T> list(Value<T> element) throws IOException, UnreadableEvent;

    /**
     * A text in a form of its own.
     *
     * @param form throws a RuntimeException, whose message is the reason, where it is not that
     */
    <T> T parsed(Function<String, T> form) throws IOException, UnreadableEvent;

    /** What a field must have had, asked when its object has been read. */
    <T> T required(@Nullable T value, String field) throws UnreadableEvent;

    /** What is wrong with the value that it stands on. */
    UnreadableEvent fault(String reason);
}
