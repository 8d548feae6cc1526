package org.demarche.ingest.lines;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.request.Deadline;
import org.demarche.ingest.request.LineReader;
import org.demarche.ingest.request.LineReader.Line;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One report or change per line.
 *
 * @param take the function that takes a line
 */
public record IncomingLines(LineReader lines, Function<byte[], CompletableFuture<LineResult>> take)
        implements Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingLines.class);

    @Override
    public @Nullable Taken next() throws IOException {
        var line = lines.next();
        return line == null ? null : new Taken(line.number(), result(line));
    }

    private CompletableFuture<LineResult> result(Line line) {
        if (line.bytes() == null) {
            return CompletableFuture.failedFuture(
                    new Refusal(Problem.tooLarge("The line", lines.longest())));
        }
        try {
            return take.apply(line.bytes());
        } catch (RuntimeException e) {
            LOG.error("Line {} failed unexpectedly", line.number(), e);
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public boolean passOver() throws IOException {
        var left = false;
        while (lines.next() != null) {
            left = true;
        }
        return left;
    }

    @Override
    public Deadline deadline() {
        return lines.deadline();
    }

    @Override
    public long number() {
        return lines.number();
    }

    @Override
    public void release() {
        lines.release();
    }
}
