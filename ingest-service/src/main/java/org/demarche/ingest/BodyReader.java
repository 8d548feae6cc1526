package org.demarche.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads bodies, within limits of size and time. */
final class BodyReader {

    private final Duration patience;

    /**
     * @param patience how long a body, or a line of a stream, may take to arrive
     */
    BodyReader(Duration patience) {
        this.patience = patience;
    }

    /**
     * @throws Refusal with 413 or 408
     */
    byte[] whole(@Nullable InputStream body) {
        if (body == null) {
            return new byte[0];
        }
        var since = System.nanoTime();
        var whole = new ByteArrayOutputStream();
        var chunk = new byte[16 * 1024];
        try {
            for (var got = body.read(chunk); got >= 0; got = body.read(chunk)) {
                whole.write(chunk, 0, got);
                if (whole.size() > Intake.LONGEST_BODY) {
                    throw tooLarge();
                }
                if (System.nanoTime() - since > patience.toNanos()) {
                    throw new Refusal(
                            Problem.tooSlow(
                                    "The body is not complete after %d s"
                                            .formatted(patience.toSeconds())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The body broke off", e);
        }
        return whole.toByteArray();
    }

    /**
     * @param longest line in bytes
     */
    LineReader lines(@Nullable InputStream body, int longest) {
        var in = body == null ? InputStream.nullInputStream() : body;
        return new LineReader(in, longest, patience);
    }

    static Refusal tooLarge() {
        return new Refusal(Problem.tooLarge("The body", Intake.LONGEST_BODY));
    }
}
