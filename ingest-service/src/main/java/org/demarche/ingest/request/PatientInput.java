package org.demarche.ingest.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails with {@link LineReader.Trickle} if the sender takes too long for a row. */
public final class PatientInput extends FilterInputStream {

    private final Deadline deadline;

    /**
     * @param deadline the deadline of the stream; it restarts with each row
     */
    PatientInput(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    /** Restarts the deadline, because a row begins. */
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
