package org.demarche.cli.dna;

import picocli.CommandLine.Command;

@Command(
        name = "import",
        description = "Files what was coded with another program.",
        synopsisSubcommandLabel = "PROGRAM")
public final class Import {}
