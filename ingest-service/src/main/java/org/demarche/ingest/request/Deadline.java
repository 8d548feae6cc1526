package org.demarche.ingest.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * The time that a body, or a line of a stream, may take to arrive. It is looked at before each read
 * of what was sent, because gzip can be sent for a long time and stand for nothing.
 */
public final class Deadline {

    /** The time is over. */
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
     * How long a sender may leave results unread while it sends. It is half of the time, because
     * the server closes a connection on which nothing moves for the whole time.
     */
    public Duration longestUnread() {
        return patience.dividedBy(2);
    }

    /** The time begins anew. */
    void begin() {
        since = System.nanoTime();
    }

    /** The same bytes; a read fails with {@link Passed} when the time is over. */
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
