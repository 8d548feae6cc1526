package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.demarche.log.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * The content of an answer: stored bytes, or bytes made from stored ones. The tag is made on
 * demand, because most documents are replaced without ever being read.
 */
public final class Document {

    private final byte[] bytes;
    private volatile @Nullable String etag;

    private Document(byte[] bytes, @Nullable String etag) {
        this.bytes = bytes;
        this.etag = etag;
    }

    public static Document of(byte[] bytes) {
        return new Document(bytes, null);
    }

    /** The array itself, which goes to the socket; nobody may change it. */
    public byte[] bytes() {
        return bytes;
    }

    /** The tag in quotes: equal bytes have equal tags, at every gateway. */
    public String etag() {
        var known = etag;
        if (known == null) {
            known = EntityTag.of(bytes);
            etag = known;
        }
        return known;
    }

    /**
     * The same document in another form. Its tag covers these bytes and the document's own tag,
     * because a change in fields that the form leaves out, such as the cursor, must change the tag,
     * too.
     *
     * @param head of the form, and then its body
     */
    public Document as(byte[] head, byte[] body) {
        var bytes = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        return new Document(bytes, EntityTag.of(etag().getBytes(US_ASCII), bytes));
    }

    /**
     * A document that was made with the registry up to this offset; the tag covers that, too.
     *
     * @param next the registry's offset
     */
    public Document withRegistry(long next) {
        var own = etag();
        return new Document(bytes, "%s-g%d\"".formatted(own.substring(0, own.length() - 1), next));
    }
}
