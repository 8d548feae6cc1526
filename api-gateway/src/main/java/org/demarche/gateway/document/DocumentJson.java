package org.demarche.gateway.document;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes items of lists. Documents are JSON already, so their bytes are copied. */
final class DocumentJson {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] NULL = "null".getBytes(US_ASCII);

    private DocumentJson() {}

    static byte[] keyed(String key, byte[] document) {
        return item(key, "document", document).closed();
    }

    static byte[] difference(Compared compared) {
        var item = item(compared.key(), "here", compared.here()).member("there", compared.there());
        if (compared.reason() != null) {
            item.text(",\"reason\":\"" + compared.reason().label() + '"');
        }
        return item.closed();
    }

    private static Item item(String key, String name, byte @Nullable [] document) {
        try {
            return new Item()
                    .text("{\"key\":")
                    .bytes(JSON.writeValueAsBytes(key))
                    .member(name, document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is always JSON", e);
        }
    }

    private static final class Item {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

        Item member(String name, byte @Nullable [] document) {
            return text(",\"" + name + "\":").bytes(document == null ? NULL : document);
        }

        Item text(String text) {
            return bytes(text.getBytes(US_ASCII));
        }

        Item bytes(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        byte[] closed() {
            return text("}").out.toByteArray();
        }
    }
}
