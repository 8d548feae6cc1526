package org.demarche.ingest.log;

import java.util.HexFormat;

/**
 * The first 128 bits of a SHA-256. They are enough to distinguish ids, and contents under one id.
 */
public record Fingerprint(long high, long low) {

    /**
     * @param digest 64 hexadecimal digits
     */
    public static Fingerprint of(String digest) {
        return new Fingerprint(
                HexFormat.fromHexDigitsToLong(digest, 0, 16),
                HexFormat.fromHexDigitsToLong(digest, 16, 32));
    }
}
