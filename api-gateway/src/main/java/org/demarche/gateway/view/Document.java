package org.demarche.gateway.view;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a read answers: the bytes as they are stored, or put together from such.
 *
 * @param etag of these bytes, quoted: equal bytes have equal tags, at every gateway
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the socket as it is; nobody changes it
public record Document(byte[] bytes, String etag) {

    private static final int TAG_BYTES = 12;

    public static Document of(byte[] bytes) {
        var digest = HexFormat.of().formatHex(sha256().digest(bytes), 0, TAG_BYTES);
        return new Document(bytes, '"' + digest + '"');
    }

    /**
     * As put together with the registry in hand, which has been read so far: the tag says that too.
     *
     * @param next the registry's offset
     */
    public Document withRegistry(long next) {
        return new Document(
                bytes, "%s-g%d\"".formatted(etag.substring(0, etag.length() - 1), next));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
