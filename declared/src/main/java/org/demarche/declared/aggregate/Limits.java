package org.demarche.declared.aggregate;

/**
 * The limits for the values under one key in its document.
 *
 * @param values the most values of one field
 * @param bytes the most bytes in JSON of all fields that list values, together
 */
public record Limits(int values, int bytes) {

    /**
     * With these limits, a document fits into a record of 512 KiB, whatever other fields it has.
     */
    public static final Limits DEFAULT = new Limits(10_000, 300 * 1024);

    /** Returns the length of a text in JSON without its quotes, in bytes. */
    static int bytes(String text) {
        var bytes = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ') {
                bytes += 6;
            } else if (c < 0x80) {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            } else {
                bytes += c < 0x800 ? 2 : 3;
            }
        }
        return bytes;
    }
}
