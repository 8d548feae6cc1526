package org.demarche.sheet;

import java.io.IOException;
import java.io.Reader;

/**
 * Fails if a row is too long. Without this limit, a quotation mark that is not closed would make
 * one cell of the whole rest of a file.
 */
final class BoundedReader extends Reader {

    /**
     * The most characters of a row: more than a report may have, and the part that a parser reads
     * ahead.
     */
    private static final int MOST = 256 * 1024 + 32 * 1024;

    private final String head;
    private final Reader rest;
    private int at;
    private int count;

    /**
     * @param head the beginning of the text, which was read before
     */
    BoundedReader(String head, Reader rest) {
        this.head = head;
        this.rest = rest;
    }

    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
    }

    void beginRow() {
        count = 0;
    }

    @Override
    public int read(char[] target, int offset, int wanted) throws IOException {
        if (count > MOST) {
            throw new TooLong();
        }
        var got =
                at < head.length()
                        ? copy(target, offset, wanted)
                        : rest.read(target, offset, wanted);
        count += Math.max(got, 0);
        return got;
    }

    private int copy(char[] target, int offset, int wanted) {
        var size = Math.min(wanted, head.length() - at);
        head.getChars(at, at + size, target, offset);
        at += size;
        return size;
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }
}
