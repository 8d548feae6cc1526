package org.demarche.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "demarche bench",
        description = "Measurements, each beside its limit in the same run.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "bench-logback.xml");
        System.exit(command().execute(args));
    }

    static CommandLine command() {
        return new CommandLine(new Main())
                .addSubcommand(new ReplayCommand(System.out, System.err))
                .addSubcommand(new FoldCommand(System.out, System.err))
                .addSubcommand(new AsOfCommand(System.out, System.err))
                .addSubcommand(new HttpReplayCommand(System.out, System.err))
                .addSubcommand(new ReadsCommand(System.out, System.err))
                .addSubcommand(new PagesCommand(System.out, System.err))
                .addSubcommand(new MemoryCommand(System.out, System.err))
                .addSubcommand(new MeasureCommand())
                // a projection is written as it is shown
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
