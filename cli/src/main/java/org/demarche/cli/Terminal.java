package org.demarche.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/**
 * Where a command writes: answers to {@code out}, what went wrong and what goes on to {@code err}.
 */
public record Terminal(PrintWriter out, PrintWriter err) {

    /** UTF-8 whatever the locale: names and summaries go into files and pipes as they are. */
    static Terminal standard() {
        return new Terminal(writer(System.out), writer(System.err));
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
    }
}
