package org.demarche.ingest.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends the patience with a sender who takes too long for a row, as {@link LineReader} does. */
public final class PatientInput extends FilterInputStream {

    private final Deadline deadline;

    /**
     * @param deadline of the stream; it begins anew with each row
     */
    PatientInput(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    /** A row begins. */
    public void begin() {
        deadline.begin();
    }

    public Deadline deadline() {
        return deadline;
    }

    public void release() {
        BodyReader.close(in);
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        try {
            return super.read(target, offset, wanted);
        } catch (Deadline.Passed e) {
            throw new LineReader.Trickle("a row " + e.getMessage());
        }
    }
}
