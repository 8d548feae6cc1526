package org.demarche.bench;

import org.demarche.bench.all.AllCommand;
import org.demarche.bench.fresh.FreshCommand;
import org.demarche.bench.read.AsOfCommand;
import org.demarche.bench.read.FoldCommand;
import org.demarche.bench.read.MemoryCommand;
import org.demarche.bench.read.PagesCommand;
import org.demarche.bench.read.PositionReadCommand;
import org.demarche.bench.read.ReadsCommand;
import org.demarche.bench.replay.HttpReplayCommand;
import org.demarche.bench.replay.MeasureCommand;
import org.demarche.bench.replay.ReadLogCommand;
import org.demarche.bench.replay.ReplayCommand;
import org.demarche.bench.scale.ScaleCommand;
import org.demarche.bench.start.LearnCommand;
import org.demarche.bench.start.RestartCommand;
import org.demarche.bench.start.StartCommand;
import org.demarche.bench.write.IngestCommand;
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
                .addSubcommand(new AllCommand(System.out, System.err))
                .addSubcommand(new IngestCommand(System.out, System.err))
                .addSubcommand(new PositionReadCommand(System.out, System.err))
                .addSubcommand(new FreshCommand(System.out, System.err))
                .addSubcommand(new StartCommand(System.out, System.err))
                .addSubcommand(new RestartCommand(System.out, System.err))
                .addSubcommand(new ReplayCommand(System.out, System.err))
                .addSubcommand(new FoldCommand(System.out, System.err))
                .addSubcommand(new AsOfCommand(System.out, System.err))
                .addSubcommand(new HttpReplayCommand(System.out, System.err))
                .addSubcommand(new ReadsCommand(System.out, System.err))
                .addSubcommand(new PagesCommand(System.out, System.err))
                .addSubcommand(new MemoryCommand(System.out, System.err))
                .addSubcommand(new ScaleCommand(System.out, System.err))
                .addSubcommand(new LearnCommand(System.err))
                .addSubcommand(new MeasureCommand())
                .addSubcommand(new ReadLogCommand())
                // users type the name of a projection as it is shown
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
