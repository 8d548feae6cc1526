package org.demarche.gateway.view;

import java.util.List;
import java.util.function.Function;
import org.demarche.declared.Definition;
import org.demarche.declared.DocumentKey;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.UnreadableEvent;
import org.jspecify.annotations.Nullable;

/**
 * Makes documents for clients from the records of a view.
 *
 * @param key turns a record's key in the view into the key for clients; null if the record is only
 *     for the fold itself
 * @param check checks the value of a record, under the key for clients, before anybody reads it
 * @param merge makes the document for clients from the values of the partitions for one key, at
 *     least one, in the order of the partitions
 */
record PlainForm(
        Function<String, @Nullable String> key, Check check, Function<List<byte[]>, byte[]> merge) {

    /** Refuses a value that is not a document of the projection. */
    @FunctionalInterface
    interface Check {
        void require(String key, byte[] value) throws UnreadableEvent;
    }

    /** The form for projections of code, in which one partition publishes each whole document. */
    static final PlainForm OF_CODE =
            new PlainForm(key -> key, (_, value) -> requireObject(value), PlainForm::alone);

    /**
     * Makes the form for a declared projection, which adds the counts of all partitions under the
     * definition's keys.
     */
    static PlainForm of(Definition definition) {
        return new PlainForm(
                key -> key.startsWith(DocumentKey.COUNTED) ? DocumentKey.keyOf(key) : null,
                (key, value) -> requireCounts(definition, key, value),
                definition::merge);
    }

    private static void requireCounts(Definition definition, String key, byte[] value)
            throws UnreadableEvent {
        try {
            definition.requireDocument(key, value);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent(String.valueOf(e.getMessage()), "");
        }
    }

    private static void requireObject(byte[] value) throws UnreadableEvent {
        var _ =
                JsonReader.<Boolean>read(
                        value,
                        in -> {
                            in.object();
                            while (in.field() != null) {
                                in.skip();
                            }
                            return true;
                        });
    }

    private static byte[] alone(List<byte[]> parts) {
        if (parts.size() > 1) {
            throw new IllegalStateException(
                    parts.size() + " partitions have published a document under one key");
        }
        return parts.getFirst();
    }
}
