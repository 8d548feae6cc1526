package org.demarche.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/**
 * Where a command writes: answers to {@code out}, what went wrong and what goes on to {@code err}.
 */
public record Terminal(PrintWriter out, PrintWriter err) {

    /**
     * UTF-8 whatever the locale: names and summaries go into files and pipes as they are. Not by
     * {@code System.out}, which keeps to itself that a disk is full or a reader gone.
     */
    static Terminal standard() {
        return new Terminal(writer(FileDescriptor.out), writer(FileDescriptor.err));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        var stream = new FileOutputStream(descriptor);
        return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
    }
}
