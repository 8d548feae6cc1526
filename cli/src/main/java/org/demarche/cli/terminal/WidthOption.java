package org.demarche.cli.terminal;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the width of a table. */
public final class WidthOption {

    private static final int LEAST = 20;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            description =
                    "The greatest width of the table; by default that of the terminal. A table in a file or a pipe is as wide as its content.")
    private @Nullable Integer columns;

    private final Terminal terminal;

    public WidthOption(Terminal terminal) {
        this.terminal = terminal;
    }

    public int columns() {
        if (columns == null) return terminal.columns();
        if (columns < LEAST) {
            throw new Failure(ExitCode.USAGE, "--width must be at least %d.".formatted(LEAST));
        }
        return columns;
    }
}
