package org.demarche.cli;

import java.io.PrintWriter;

/**
 * Where a command writes: answers to {@code out}, what went wrong and what goes on to {@code err}.
 */
public record Terminal(PrintWriter out, PrintWriter err) {

    static Terminal standard() {
        return new Terminal(new PrintWriter(System.out, true), new PrintWriter(System.err, true));
    }
}
