package org.demarche.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** Writes to standard output, and stops when no program reads it any more. */
final class TerminalSink implements Sink {

    /** Checking for a reader flushes, so it does not happen at each line. */
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
                    "The export is not complete: standard output takes no more of it.");
    }
}
