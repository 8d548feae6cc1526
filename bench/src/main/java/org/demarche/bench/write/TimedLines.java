package org.demarche.bench.write;

import java.io.InputStream;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Lines one after the other, until a time is over. */
final class TimedLines extends InputStream {

    private final Supplier<byte[]> next;
    private final BooleanSupplier over;
    private byte[] line = {};
    private int at;

    TimedLines(Supplier<byte[]> next, BooleanSupplier over) {
        this.next = next;
        this.over = over;
    }

    @Override
    public int read() {
        return hasMore() ? line[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        var read = 0;
        while (read < length && hasMore()) {
            var part = Math.min(length - read, line.length - at);
            System.arraycopy(line, at, into, offset + read, part);
            at += part;
            read += part;
        }
        return read == 0 && length > 0 ? -1 : read;
    }

    /** Whether there are more bytes. The stream ends only at the end of a line. */
    private boolean hasMore() {
        if (at == line.length && !over.getAsBoolean()) {
            line = next.get();
            at = 0;
        }
        return at < line.length;
    }
}
