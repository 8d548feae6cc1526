package org.demarche.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/**
 * Cuts a stream into batches of whole lines, so that each request is bounded for a file of any
 * length.
 */
public final class Lines {

    /**
     * The most bytes of a line, far above the limit of any gateway: a longer line means that the
     * file has another format.
     */
    private static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final int mostBytes;
    private final int mostFilled;
    private final int mostLines;
    private int batchBytes;
    private long read;

    /**
     * @param batchBytes the size in bytes of a batch, which ends with the line that reaches it
     */
    public Lines(InputStream in, int batchBytes) {
        this(in, batchBytes, batchBytes, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * @param firstBytes the size in bytes of the first batch, which ends with the line that reaches
     *     it
     * @param mostBytes the greatest size in bytes: each batch is twice as large as the previous
     *     one, up to this size
     * @param mostFilled the most lines of a batch that are not empty
     * @param mostLines the most lines of a batch, empty or not
     */
    public Lines(InputStream in, int firstBytes, int mostBytes, int mostFilled, int mostLines) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.batchBytes = firstBytes;
        this.mostBytes = mostBytes;
        this.mostFilled = mostFilled;
        this.mostLines = mostLines;
    }

    /**
     * @param first the number of the batch's first line in the stream, from 1
     * @param lines the number of lines in the batch
     */
    public record Batch(byte[] bytes, long first, int lines) {

        public boolean isEmpty() {
            return bytes.length == 0;
        }

        public List<String> texts() {
            return List.of(new String(bytes, UTF_8).split("\n", -1));
        }

        public String lastLine() {
            var text = new String(bytes, UTF_8).stripTrailing();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    /** Reads the next batch, which is empty at the end of the stream. */
    public Batch next() throws IOException {
        var batch = new ByteArrayOutputStream();
        var lines = 0;
        var filled = 0;
        var last = (int) '\n';
        for (var next = in.read(); next >= 0; next = in.read()) {
            batch.write(next);
            filled += next == '\n' && last != '\n' ? 1 : 0;
            last = next;
            if (next == '\n') {
                lines++;
                if (batch.size() >= batchBytes || filled == mostFilled || lines == mostLines) {
                    break;
                }
            } else if (batch.size() > LONGEST) {
                throw new Failure(
                        ExitCode.NO,
                        "Line %d is longer than 16 MiB: is this a file of one JSON object per line?"
                                .formatted(read + lines + 1));
            }
        }
        if (last != '\n') {
            lines++;
        }
        var first = read + 1;
        read += lines;
        batchBytes = Math.min(2 * batchBytes, mostBytes);
        return new Batch(batch.toByteArray(), first, lines);
    }
}
