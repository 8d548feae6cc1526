package org.demarche.cli.client;

import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** The option for the most rows of a long list. */
public final class LimitOption {

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            defaultValue = "100",
            description = "The most rows to print (${DEFAULT-VALUE}).")
    private int limit;

    /** Reads a list as {@link Pages#read} does, with this limit. */
    public Pages pages(Gateway gateway, Address address, String rows) {
        if (limit < 1) throw new Failure(ExitCode.USAGE, "--limit must be at least 1.");
        return Pages.read(gateway, address, limit, rows);
    }

    /**
     * Prints on standard error that there are more rows, so that standard output has only the
     * table.
     */
    public void sayMore(Terminal terminal, Pages pages) {
        if (pages.more()) terminal.err().println("There are more rows: --limit shows more.");
    }
}
