package org.demarche.ingest.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.export.GzipBody;

/** Reads bodies, within limits of size and time. */
public final class BodyReader {

    /** The most bytes of one report, alone or as a line. */
    public static final int LONGEST_BODY = 256 * 1024;

    private final Duration patience;

    /**
     * @param patience the longest time in which a body, or a line of a stream, may arrive
     */
    public BodyReader(Duration patience) {
        this.patience = patience;
    }

    /**
     * @throws Refusal with 413 if the body is too large, 408 if it arrives too slowly, 400 if it is
     *     not the gzip that its header names, 415 if its header names another encoding
     */
    public byte[] whole(HttpRequest<?> request) {
        var body = decoded(request, new Deadline(patience));
        var whole = new ByteArrayOutputStream();
        var chunk = new byte[16 * 1024];
        try {
            for (var got = body.read(chunk); got >= 0; got = body.read(chunk)) {
                whole.write(chunk, 0, got);
                if (whole.size() > LONGEST_BODY) {
                    throw tooLarge();
                }
            }
        } catch (IOException e) {
            throw told(e);
        } finally {
            close(body);
        }
        return whole.toByteArray();
    }

    /**
     * @param longest the most bytes of a line
     * @throws Refusal like {@link #whole}, but only if the beginning of the body shows the fault
     */
    public LineReader lines(HttpRequest<?> request, int longest) {
        var deadline = new Deadline(patience);
        return new LineReader(decoded(request, deadline), longest, deadline);
    }

    /**
     * @throws Refusal like {@link #whole}, but only if the beginning of the body shows the fault
     */
    public PatientInput rows(HttpRequest<?> request) {
        var deadline = new Deadline(patience);
        return new PatientInput(decoded(request, deadline), deadline);
    }

    private static InputStream decoded(HttpRequest<?> request, Deadline deadline) {
        var encoding = String.join(", ", request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING));
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "", "identity" -> deadline.over(sent(request));
            case "gzip", "x-gzip" -> inflated(deadline.over(sent(request)));
            default -> throw new Refusal(Problem.unsupportedEncoding(encoding));
        };
    }

    /**
     * Takes the body of a request as a stream. The caller then owns its memory, and must close the
     * stream. The server frees only a body that is not taken, so no controller may have the body as
     * an argument.
     */
    private static InputStream sent(HttpRequest<?> request) {
        return ((ServerHttpRequest<?>) request).byteBody().toInputStream();
    }

    private static InputStream inflated(InputStream body) {
        try {
            return new GzipBody(body);
        } catch (IOException e) {
            close(body);
            throw told(e);
        }
    }

    /** Frees the memory of a body, and of the decompressor. */
    static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException told(IOException fault) {
        return switch (fault) {
            case GzipBody.Unreadable e ->
                    new Refusal(Problem.unreadable("The body cannot be read. " + e.getMessage()));
            case Deadline.Passed e -> new Refusal(Problem.tooSlow("The body " + e.getMessage()));
            default -> new UncheckedIOException("The body broke off", fault);
        };
    }

    public static Refusal tooLarge() {
        return new Refusal(Problem.tooLarge("The body", LONGEST_BODY));
    }
}
