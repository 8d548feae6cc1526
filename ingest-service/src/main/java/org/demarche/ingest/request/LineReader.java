package org.demarche.ingest.request;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines, and holds one at a time in memory. A line ends with a line feed; the
 * last one may end with the stream. Blank lines are counted, but not returned.
 */
public final class LineReader {

    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private final Deadline deadline;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;
    private byte[] held = new byte[1024];
    private int length;
    private long number;

    /**
     * @param longest the most bytes of a line; the reader skips the rest of a longer line
     * @param deadline the deadline of the stream; it restarts with each line, and within a line
     *     after more than {@code longest} bytes
     */
    public LineReader(InputStream in, int longest, Deadline deadline) {
        this.in = in;
        this.longest = longest;
        this.deadline = deadline;
    }

    /**
     * @param number the number of the line, from 1
     * @param bytes the line without its end; null if it is too long
     */
    public record Line(long number, byte @Nullable [] bytes) {}

    /** The fault of a sender who sends too slowly. */
    public static final class Trickle extends IOException {
        Trickle(String message) {
            super(message);
        }
    }

    /**
     * Returns the next line that is not blank; null at the end.
     *
     * @throws Trickle if the time is over before the line is complete
     */
    @Nullable public Line next() throws IOException {
        while (true) {
            length = 0;
            number++;
            var more = readLine();
            if (length > longest) {
                return new Line(number, null);
            }
            if (!isBlank()) {
                return new Line(number, Arrays.copyOf(held, length));
            }
            if (!more) {
                return null;
            }
        }
    }

    /** Frees the body and the decompressor. After this, no line can be read. */
    public void release() {
        BodyReader.close(in);
    }

    public Deadline deadline() {
        return deadline;
    }

    /** Returns the most bytes of a line. */
    public int longest() {
        return longest;
    }

    /** Returns the number of the line that was read last. */
    public long number() {
        return number;
    }

    /** Reads to the end of the line. Returns false if the stream ends there. */
    private boolean readLine() throws IOException {
        deadline.begin();
        var read = 0;
        while (true) {
            for (var i = at; i < end; i++) {
                if (chunk[i] == '\n') {
                    hold(i - at);
                    at = i + 1;
                    return true;
                }
            }
            hold(end - at);
            at = end;
            if (read > longest) {
                deadline.begin();
                read = 0;
            }
            var got = read();
            if (got < 0) {
                return false;
            }
            at = 0;
            end = got;
            read += got;
        }
    }

    private int read() throws IOException {
        try {
            return in.read(chunk, 0, CHUNK);
        } catch (Deadline.Passed e) {
            throw new Trickle("line %d %s".formatted(number, e.getMessage()));
        }
    }

    /** Keeps at most one byte more than the longest line, which shows that the line is longer. */
    private void hold(int count) {
        var kept = Math.min(count, longest + 1 - length);
        if (length + kept > held.length) {
            held = Arrays.copyOf(held, Math.max(length + kept, held.length * 2));
        }
        System.arraycopy(chunk, at, held, length, kept);
        length += kept;
    }

    private boolean isBlank() {
        for (var i = 0; i < length; i++) {
            if (held[i] != ' ' && held[i] != '\t' && held[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
