package org.demarche.ingest.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * The longest time in which a body, or a line of a stream, may arrive. It is checked before each
 * read of the bytes as they were sent, because a sender can send gzip for a long time that
 * decompresses to nothing.
 */
public final class Deadline {

    /** The fault of a read after the end of the time. */
    static final class Passed extends IOException {
        Passed(Duration patience) {
            super("is not complete after %d s".formatted(patience.toSeconds()));
        }
    }

    private final Duration patience;
    private long since = System.nanoTime();

    public Deadline(Duration patience) {
        this.patience = patience;
    }

    /**
     * Returns the longest time for which a sender may leave results unread while it sends. It is
     * half of the deadline's time, because the server closes a connection that is idle for the
     * whole time.
     */
    public Duration longestUnread() {
        return patience.dividedBy(2);
    }

    /** Restarts the time. */
    void begin() {
        since = System.nanoTime();
    }

    /**
     * Returns the same bytes as a stream whose reads fail with {@link Passed} when the time is
     * over.
     */
    InputStream over(InputStream sent) {
        return new Timed(sent);
    }

    private void require() throws Passed {
        if (System.nanoTime() - since > patience.toNanos()) {
            throw new Passed(patience);
        }
    }

    private final class Timed extends FilterInputStream {

        Timed(InputStream sent) {
            super(sent);
        }

        @Override
        public int read() throws IOException {
            require();
            return super.read();
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            require();
            return super.read(target, offset, wanted);
        }
    }
}
