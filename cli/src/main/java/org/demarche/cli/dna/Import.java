package org.demarche.cli.dna;

import picocli.CommandLine.Command;

@Command(
        name = "import",
        description = "Imports statements that were coded with another program.",
        synopsisSubcommandLabel = "PROGRAM")
public final class Import {}
