package org.demarche.sheet;

import java.io.IOException;
import java.io.Reader;

/**
 * Ends a row that does not end by itself: behind a quotation mark that nobody closes, the whole
 * rest of a file would be one cell.
 */
final class BoundedReader extends Reader {

    /** More than a report may have, and what a parser reads ahead. */
    private static final int MOST = 256 * 1024 + 32 * 1024;

    private final String head;
    private final Reader rest;
    private int at;
    private int count;

    /**
     * @param head what was read of it before
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
