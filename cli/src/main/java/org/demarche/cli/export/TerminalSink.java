package org.demarche.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** Writes to standard output, and fails if that cannot be written any more. */
final class TerminalSink implements Sink {

    /**
     * The number of bytes after which the sink checks whether a program still reads. The check is
     * not made after each line, because it flushes.
     */
    private static final int BYTES_UNASKED = 1 << 16;

    private final PrintWriter out;
    private long unasked;

    TerminalSink(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void write(byte[] lines) {
        out.print(new String(lines, UTF_8));
        unasked += lines.length;
        if (unasked >= BYTES_UNASKED) ask();
    }

    @Override
    public void finish() {
        ask();
    }

    @Override
    public String keep() {
        return "";
    }

    @Override
    public void close() {
        out.flush();
    }

    private void ask() {
        unasked = 0;
        if (out.checkError())
            throw new Failure(
                    ExitCode.NO,
                    "The export is not complete: it could not be written to standard output.");
    }
}
