package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The name of a field, and of the one that came after it lately. */
final class FieldName {

    /** Of the field before the first one. */
    static final String NONE = "";

    private static final int MOST_LEFT_OUT = 4;

    private final String name;
    private final Bytes withColon;
    private @Nullable FieldName next;

    FieldName(String name) {
        this.name = name;
        var bytes = (name + "\":").getBytes(US_ASCII);
        withColon = Bytes.of(Arrays.copyOf(bytes, bytes.length + Long.BYTES), 0, bytes.length);
    }

    String name() {
        return name;
    }

    /** Up to the value, from where the name begins. */
    int length() {
        return withColon.length();
    }

    /**
     * The name that stands there if it is the next one or, where some are left out, one soon after
     * it.
     */
    @Nullable FieldName nextAt(byte[] bytes, int at) {
        var likely = next;
        for (var i = 0; likely != null && i < MOST_LEFT_OUT; i++) {
            if (likely.withColon.isAt(bytes, at)) {
                return likely;
            }
            likely = likely.next;
        }
        return null;
    }

    void isFollowedBy(FieldName next) {
        this.next = next;
    }
}
