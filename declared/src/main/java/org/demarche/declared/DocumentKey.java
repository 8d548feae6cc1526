package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.demarche.model.ReportId;

/**
 * The keys of a declared view.
 *
 * <ul>
 *   <li>{@code d/<key>}: the counts of one partition under a key of the definition. In the key,
 *       each byte of UTF-8 other than {@code A-Z a-z 0-9 - . _ ~} is written {@code %XX} in
 *       capitals (RFC 3986), so that every key has one form
 *   <li>{@code e/<report id>}: the contribution of a report, in views of revision 1
 * </ul>
 */
public final class DocumentKey {

    /** The beginning of the keys of counted documents. */
    public static final String COUNTED = "d/";

    /** The beginning of the keys of contributions. */
    public static final String CONTRIBUTIONS = "e/";

    /** The longest key of a definition, in bytes of UTF-8. */
    public static final int LONGEST = 512;

    private static final String HEX = "0123456789ABCDEF";

    private DocumentKey() {}

    /** Returns the key of the document for a definition's key. */
    public static String counted(String key) {
        var written = new StringBuilder(COUNTED.length() + key.length() + 16).append(COUNTED);
        for (var b : key.getBytes(UTF_8)) {
            if (isPlain(b)) {
                written.append((char) b);
            } else {
                written.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return written.toString();
    }

    /**
     * Returns the definition's key that is part of a document's key.
     *
     * @throws IllegalArgumentException if {@link #counted} does not write such a text
     */
    public static String keyOf(String counted) {
        var key = new ByteArrayOutputStream(counted.length());
        for (var i = COUNTED.length(); i < counted.length(); i++) {
            var c = counted.charAt(i);
            if (c == '%' && i + 2 < counted.length()) {
                key.write(Integer.parseInt(counted, i + 1, i + 3, 16));
                i += 2;
            } else {
                key.write(c);
            }
        }
        var read = key.toString(UTF_8);
        if (!counted(read).equals(counted)) {
            throw new IllegalArgumentException(
                    "'%s' is not the key of a document".formatted(counted));
        }
        return read;
    }

    static String contribution(ReportId report) {
        return CONTRIBUTIONS + report;
    }

    private static boolean isPlain(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
