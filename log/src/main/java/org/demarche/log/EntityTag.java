package org.demarche.log;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The entity tags of HTTP, with their quotes. Equal bytes have equal tags in every process. */
public final class EntityTag {

    private static final int BYTES = 12;
    private static final String WEAK = "W/";

    private EntityTag() {}

    /**
     * @param parts the parts of the document, in their order
     */
    public static String of(byte[]... parts) {
        return '"' + HexFormat.of().formatHex(Sha256.of(parts), 0, BYTES) + '"';
    }

    /** Whether a client has this tag, by the weak comparison of RFC 9110, section 8.8.3.2. */
    public static boolean isAmong(String held, String tag) {
        return all(held)
                .anyMatch(
                        each ->
                                (each.startsWith(WEAK) ? each.substring(WEAK.length()) : each)
                                        .equals(tag));
    }

    /** Whether a client has exactly this tag, by the strong comparison. */
    public static boolean isStronglyAmong(String held, String tag) {
        return all(held).anyMatch(tag::equals);
    }

    /** Whether the header's value is {@code *}, which means any document. */
    public static boolean isAny(String held) {
        return held.strip().equals("*");
    }

    private static Stream<String> all(String held) {
        return Arrays.stream(held.split(",", -1)).map(String::strip);
    }
}
