package org.demarche.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into batches of whole lines, so that each request stays bounded whatever the file's
 * length.
 */
final class Lines {

    private final InputStream in;
    private final int batchBytes;

    /**
     * @param batchBytes a batch ends with the line that reaches this size
     */
    Lines(InputStream in, int batchBytes) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.batchBytes = batchBytes;
    }

    /**
     * @param lines how many lines these are; 0 at the end of the stream
     */
    record Batch(byte[] bytes, int lines) {}

    Batch next() throws IOException {
        var batch = new ByteArrayOutputStream();
        var lines = 0;
        var last = (int) '\n';
        for (var next = in.read(); next >= 0; next = in.read()) {
            batch.write(next);
            last = next;
            if (next == '\n') {
                lines++;
                if (batch.size() >= batchBytes) break;
            }
        }
        return new Batch(batch.toByteArray(), last == '\n' ? lines : lines + 1);
    }
}
