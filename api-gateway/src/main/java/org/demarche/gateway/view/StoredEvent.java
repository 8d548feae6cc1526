package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.EventDocument;
import org.demarche.model.ReportEvent;

/** One event as the view has it; of its bytes only the key is read until somebody asks for more. */
public final class StoredEvent {

    private final byte[] row;
    private final int keyStart;
    private final int keyLength;

    StoredEvent(byte[] row, int keyStart, int keyLength) {
        this.row = row;
        this.keyStart = keyStart;
        this.keyLength = keyLength;
    }

    /** The token of the report that it happened to. */
    public String token() {
        return key()[1];
    }

    /** Which event of its report it is; 0 is the filing. */
    public int number() {
        return Integer.parseInt(key()[2]);
    }

    /** Of the document, in bytes. */
    public int length() {
        return row.length - keyStart - keyLength;
    }

    /** The document's bytes, as they are served. */
    public byte[] document() {
        return Arrays.copyOfRange(row, keyStart + keyLength, row.length);
    }

    /**
     * @throws UnreadableEvent where the view holds what this release cannot read
     */
    public ReportEvent event() throws UnreadableEvent {
        return EventDocument.decode(document());
    }

    private String[] key() {
        return new String(row, keyStart, keyLength, US_ASCII).split("/", -1);
    }
}
