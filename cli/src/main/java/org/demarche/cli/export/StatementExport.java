package org.demarche.cli.export;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.Lines;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/**
 * Streams statements or reports in a format other than NDJSON. The stream has no cursor: after a
 * failure the user must start again.
 */
final class StatementExport {

    private static final int BATCH_BYTES = 1 << 16;

    private final Sink sink;
    private final boolean csv;
    private final LongConsumer onBytes;
    private boolean quoted;
    private long rows;

    /**
     * @param csv whether the first row is a header, and a quoted cell may have several lines
     */
    StatementExport(Sink sink, boolean csv, LongConsumer onBytes) {
        this.sink = sink;
        this.csv = csv;
        this.onBytes = onBytes;
    }

    record Result(long rows) {

        String text() {
            return rows == 1 ? "1 row." : "%d rows.".formatted(rows);
        }
    }

    Result write(Gateway gateway, Address address) {
        try (var stream = gateway.stream(address)) {
            var lines = new Lines(stream, BATCH_BYTES);
            for (var batch = lines.next(); !batch.isEmpty(); batch = lines.next()) {
                sink.write(batch.bytes());
                count(batch.bytes());
                onBytes.accept(batch.bytes().length);
            }
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "The export broke off after %d rows: %s. %s"
                            .formatted(rows, e, sink.keep())
                            .strip(),
                    e);
        }
        return new Result(Math.max(0, csv ? rows - 1 : rows));
    }

    private void count(byte[] lines) {
        for (var one : lines) {
            if (one == '"' && csv) quoted = !quoted;
            if (one == '\n' && !quoted) rows++;
        }
    }
}
