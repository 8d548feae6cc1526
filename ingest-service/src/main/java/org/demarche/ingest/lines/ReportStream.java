package org.demarche.ingest.lines;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.request.LineReader;
import org.demarche.log.export.GzipBody;
import org.demarche.sheet.SheetFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a request with many reports or changes, one per line: the result of each line, in
 * order. A separate thread takes the lines, puts them into a queue, and waits while the queue is
 * full. Each read of the answer takes lines out of the queue. So the memory does not depend on the
 * length of either stream.
 *
 * <p>Many clients read nothing before they have sent everything. If such a client has more results
 * to read than its connection holds, the service skips the remaining lines, and tells the client
 * which lines these are.
 */
public final class ReportStream extends InputStream {

    public static final String NDJSON = "application/x-ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(ReportStream.class);

    /** The most lines in flight at a time. A round trip to Kafka takes milliseconds. */
    private static final int IN_FLIGHT = 512;

    /**
     * The service sends results in pieces of about this size, or in smaller ones if the next result
     * is not ready.
     */
    private static final int PIECE = 16 * 1024;

    /** The time between two checks whether a client reads the results, in nanoseconds. */
    private static final long BETWEEN_LOOKS = 100_000_000;

    private final Incoming lines;
    private final ResultWriter results;
    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(IN_FLIGHT);
    private final Runnable onEnd;
    private final Thread reader;
    private byte[] piece = {};
    private int at;
    private boolean ended;

    /** Whether the client waits for the next piece. */
    private volatile boolean isReading;

    /** The time at which the client last got a piece. */
    private volatile long lastRead = System.nanoTime();

    private @Nullable IOException cut;

    private sealed interface Step {

        record Taken(long line, CompletableFuture<LineResult> result) implements Step {}

        /**
         * @param cut the reason why the connection must be closed; null if it may stay open
         */
        record End(@Nullable IOException cut) implements Step {}
    }

    /**
     * @param onEnd called once, when the stream takes no more lines, for whatever reason
     */
    public ReportStream(Incoming lines, ResultWriter results, Runnable onEnd) {
        this.onEnd = onEnd;
        this.lines = lines;
        this.results = results;
        reader =
                Thread.ofVirtual()
                        .name("lines")
                        .start(PropagatedContext.wrapCurrent(this::takeAll));
    }

    /**
     * Returns the answer to a stream. The stream counts as open until the service takes no more of
     * its lines.
     */
    public static HttpResponse<InputStream> answer(
            LineReader lines,
            Function<byte[], CompletableFuture<LineResult>> take,
            ResultWriter results,
            OutcomeMeters tally) {
        return answer(new IncomingLines(lines, take), results, tally);
    }

    public static HttpResponse<InputStream> answer(
            Incoming lines, ResultWriter results, OutcomeMeters tally) {
        tally.streamBegins();
        return HttpResponse.ok((InputStream) new ReportStream(lines, results, tally::streamEnds))
                .contentType(NDJSON);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (at == piece.length && !nextPiece()) {
            return -1;
        }
        var count = Math.min(wanted, piece.length - at);
        System.arraycopy(piece, at, target, offset, count);
        at += count;
        return count;
    }

    /**
     * Stops the reader. The server calls this method when the client has gone or has all results.
     * Lines that were taken stay taken.
     */
    @Override
    public void close() {
        reader.interrupt();
    }

    private void takeAll() {
        try {
            steps.put(new Step.End(takeLines()));
        } catch (InterruptedException _) {
            LOG.debug("The client no longer reads the results");
        } finally {
            lines.release();
            onEnd.run();
        }
    }

    private @Nullable IOException takeLines() throws InterruptedException {
        try {
            for (var line = lines.next(); line != null; line = lines.next()) {
                var taken = new Step.Taken(line.number(), line.result());
                if (!offer(taken)) {
                    return passOverAfter(taken);
                }
            }
            return null;
        } catch (LineReader.Trickle e) {
            putFault(Problem.tooSlow(e.getMessage() + ": the connection is closed"));
            return e;
        } catch (GzipBody.Unreadable e) {
            putFault(Problem.unreadable(e.getMessage() + ": the connection is closed"));
            return e;
        } catch (SheetFault e) {
            putFault(e.row(), Problem.unreadable(e.getMessage() + ": the connection is closed"));
            return e;
        } catch (IOException e) {
            LOG.debug("A stream broke off in line {}", lines.number(), e);
            putFault(Problem.malformed("The stream broke off in this line"));
            return null;
        } catch (RuntimeException e) {
            LOG.error("A stream cannot be read further than line {}", lines.number(), e);
            putFault(
                    Problem.failed(
                            "The service cannot read the stream: the service's log has the reason"));
            return new IOException(e);
        }
    }

    /** Returns false if the client has read no results for too long. */
    private boolean offer(Step step) throws InterruptedException {
        if (steps.offer(step)) {
            return true; // the usual case
        }
        var patience = lines.deadline().longestUnread().toNanos();
        while (true) {
            var left = patience - (System.nanoTime() - lastRead);
            if (steps.offer(step, Math.max(left, BETWEEN_LOOKS), TimeUnit.NANOSECONDS)) {
                return true;
            }
            if (!isReading && System.nanoTime() - lastRead >= patience) {
                return false;
            }
        }
    }

    /**
     * Reads the rest of the body and takes none of its lines, because the client reads results only
     * after it has sent everything. The first line that was not taken gets the fault, even if the
     * rest cannot be read.
     *
     * @return the reason why the connection must be closed; null if it may stay open
     */
    private @Nullable IOException passOverAfter(Step.Taken last) throws InterruptedException {
        LOG.info("A client reads no results: the lines after line {} are passed over", last.line());
        var left = true;
        IOException fault = null;
        try {
            left = lines.passOver();
        } catch (IOException e) {
            fault = e;
        } catch (RuntimeException e) {
            LOG.error("A stream cannot be read further than line {}", lines.number(), e);
            fault = new IOException(e);
        }
        steps.put(last);
        if (left) {
            putFault(
                    last.line() + 1,
                    Problem.tooSlow(
                            "The client read no results for %d s while it sent. This line and all lines after it were not taken. Send them again: read the results meanwhile, send fewer lines at a time, or ask for results=errors"
                                    .formatted(lines.deadline().longestUnread().toSeconds())));
        }
        return fault;
    }

    private void putFault(Problem problem) throws InterruptedException {
        putFault(lines.number(), problem);
    }

    private void putFault(long line, Problem problem) throws InterruptedException {
        var refused = CompletableFuture.<LineResult>failedFuture(new Refusal(problem));
        steps.put(new Step.Taken(line, refused));
    }

    /** Makes the next piece of the answer. Returns false at the end. */
    private boolean nextPiece() throws IOException {
        isReading = true;
        try {
            while (!ended && results.isEmpty()) {
                advance(steps.take());
            }
            while (!ended && results.size() < PIECE && nextIsReady()) {
                advance(steps.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for results", e);
        } finally {
            lastRead = System.nanoTime();
            isReading = false;
        }
        piece = results.drain();
        at = 0;
        if (piece.length == 0 && cut != null) {
            throw cut;
        }
        return piece.length > 0;
    }

    private boolean nextIsReady() {
        return switch (steps.peek()) {
            case Step.Taken(_, var result) -> result.isDone();
            case Step.End _ -> true;
            case null -> false;
        };
    }

    private void advance(Step step) {
        switch (step) {
            case Step.Taken(var line, var result) -> results.write(line, result);
            case Step.End(var broken) -> {
                ended = true;
                cut = broken;
                results.summarize();
            }
        }
    }
}
