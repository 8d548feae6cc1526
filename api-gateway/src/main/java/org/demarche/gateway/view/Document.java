package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.demarche.log.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * What a read answers: the bytes as they are stored, or put together from such. Most are stored and
 * replaced without being read, so the tag is made when it is asked for.
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
     * The same in another form. Its tag is of these bytes and of the document's own tag: what the
     * form leaves out, such as where a list goes on, must not change unnoticed.
     *
     * @param head of the form, and then its body
     */
    public Document as(byte[] head, byte[] body) {
        var bytes = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        return new Document(bytes, EntityTag.of(etag().getBytes(US_ASCII), bytes));
    }

    /**
     * As put together with the registry in hand, which has been read so far: the tag says that too.
     *
     * @param next the registry's offset
     */
    public Document withRegistry(long next) {
        var own = etag();
        return new Document(bytes, "%s-g%d\"".formatted(own.substring(0, own.length() - 1), next));
    }
}
