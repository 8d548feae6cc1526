package org.demarche.log.export;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A body that was sent with gzip, inflated as it is read: by the thread that reads it, and no
 * faster. A few bytes can stand for a gigabyte, so the ratio of both is bounded. Nothing may follow
 * the gzip, because it would be left out without a word.
 */
public final class GzipBody extends InputStream {

    /** Of JSON that says something different in each line, gzip makes a tenth. */
    private static final int MOST_TIMES = 100;

    private static final int AT_FIRST = 1 << 20;

    /** The bytes at the end of each member, a checksum and a length. */
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
     * @throws Unreadable if it does not begin as gzip does
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
            // the JDK calls itself for each member that is empty
            throw new Unreadable("Its gzip has too many members without content");
        }
    }

    /** Several may follow each other; the stream ends where no further one begins. */
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

        /** At the end: the search for a further one may have read some bytes, which are counted. */
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
