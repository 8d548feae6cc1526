package org.demarche.cli.registry;

import picocli.CommandLine.Option;

/** How much room a table has. */
final class WidthOption {

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            defaultValue = "${env:COLUMNS:-80}",
            description = "How wide the table may be (${DEFAULT-VALUE}).")
    private int columns;

    int columns() {
        return columns;
    }
}
