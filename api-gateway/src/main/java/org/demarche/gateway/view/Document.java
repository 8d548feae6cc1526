package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.demarche.log.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * The content of an answer: stored bytes, or bytes made from stored ones. The entity tag is
 * computed on demand, because most documents are replaced before anybody reads them.
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

    /** Returns the array itself, which goes to the socket. No caller may change it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the entity tag in quotes. Equal bytes have equal tags, at every gateway. */
    public String etag() {
        var known = etag;
        if (known == null) {
            known = EntityTag.of(bytes);
            etag = known;
        }
        return known;
    }

    /**
     * Returns the same document in another form. The new tag covers the new bytes and also the
     * document's tag, because a change in fields that the form leaves out, such as the cursor, must
     * change the tag, too.
     *
     * @param head the beginning of the new form, to which {@code body} is added
     */
    public Document as(byte[] head, byte[] body) {
        var bytes = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        return new Document(bytes, EntityTag.of(etag().getBytes(US_ASCII), bytes));
    }

    /**
     * Returns the document with a tag that also covers the registry, because the document was made
     * with it.
     *
     * @param next the registry's offset when the document was made
     */
    public Document withRegistry(long next) {
        var own = etag();
        return new Document(bytes, "%s-g%d\"".formatted(own.substring(0, own.length() - 1), next));
    }
}
