package org.demarche.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Ends the patience with a sender who takes too long for a row, as {@link LineReader} does. */
final class PatientInput extends FilterInputStream {

    private final Duration patience;
    private long since = System.nanoTime();

    /**
     * @param patience how long a row may be on its way
     */
    PatientInput(InputStream in, Duration patience) {
        super(in);
        this.patience = patience;
    }

    /** A row begins. */
    void begin() {
        since = System.nanoTime();
    }

    void release() {
        Inflated.release(in);
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (System.nanoTime() - since > patience.toNanos()) {
            throw new LineReader.Trickle(
                    "a row is not complete after %d s".formatted(patience.toSeconds()));
        }
        return super.read(target, offset, wanted);
    }
}
