package org.demarche.cli.projection;

import picocli.CommandLine.Parameters;

/** The parameters for a version. */
final class VersionParameters {

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "The projection, such as positions.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "N", description = "The number of the version.")
    private int number;

    VersionAddress id() {
        return new VersionAddress(name, number);
    }
}
