package org.demarche.log.export;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A body that was sent with gzip. The thread that reads the body inflates it, and only the bytes
 * that it reads. A few bytes can inflate to a gigabyte, so the ratio of the lengths is limited. No
 * bytes may follow the gzip, because they would be ignored silently.
 */
public final class GzipBody extends InputStream {

    /**
     * The highest ratio of the lengths. If all lines of JSON differ, gzip still makes them ten
     * times shorter.
     */
    private static final int MOST_TIMES = 100;

    private static final int AT_FIRST = 1 << 20;

    /** The number of bytes at the end of each member, which are a checksum and a length. */
    private static final int TRAILER = 8;

    /** The body is not gzip, or it is too long. */
    public static final class Unreadable extends IOException {
        Unreadable(String message) {
            super(message);
        }
    }

    private final Counted sent;
    private final Members in;
    private long count;

    /**
     * @throws Unreadable if the body does not begin like gzip
     */
    public GzipBody(InputStream body) throws IOException {
        sent = new Counted(body);
        in = reading(() -> new Members(sent));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        var got = reading(() -> in.read(target, offset, wanted));
        if (got < 0 && in.isFollowed()) {
            throw new Unreadable("Its gzip is damaged, or other bytes follow it");
        }
        count += Math.max(got, 0);
        if (count > AT_FIRST + MOST_TIMES * sent.count) {
            throw new Unreadable(
                    "It inflates to more than %d times its size".formatted(MOST_TIMES));
        }
        return got;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    private static <T> T reading(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (ZipException | EOFException e) {
            throw new Unreadable("It is not gzip: " + e.getMessage());
        } catch (StackOverflowError _) {
            // the JDK's method calls itself for each empty member
            throw new Unreadable("Its gzip has too many members without content");
        }
    }

    /**
     * Reads the members of the gzip; there may be several. The stream ends where no further member
     * begins.
     */
    private static final class Members extends GZIPInputStream {
        private final Counted sent;
        private long filled;

        Members(Counted sent) throws IOException {
            super(sent);
            this.sent = sent;
        }

        @Override
        protected void fill() throws IOException {
            super.fill();
            filled = sent.count;
        }

        /**
         * Whether other bytes follow the last member. Call this at the end of the stream. The
         * search for a further member may have read some of these bytes, but they are counted.
         */
        boolean isFollowed() throws IOException {
            var end = filled - inf.getRemaining() + TRAILER;
            return sent.count > end || sent.read() >= 0;
        }
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            var got = super.read(target, offset, wanted);
            count += Math.max(got, 0);
            return got;
        }
    }
}
