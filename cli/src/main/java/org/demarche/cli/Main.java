package org.demarche.cli;

import java.util.Arrays;
import java.util.List;
import org.demarche.cli.dna.Import;
import org.demarche.cli.dna.ImportDna;
import org.demarche.cli.export.Export;
import org.demarche.cli.help.Completion;
import org.demarche.cli.help.Help;
import org.demarche.cli.help.VersionText;
import org.demarche.cli.load.Correct;
import org.demarche.cli.load.Load;
import org.demarche.cli.load.Retract;
import org.demarche.cli.projection.ProjectionCommands;
import org.demarche.cli.read.Cite;
import org.demarche.cli.read.Explain;
import org.demarche.cli.read.ShowAscriptions;
import org.demarche.cli.read.ShowHistory;
import org.demarche.cli.read.ShowPosition;
import org.demarche.cli.read.ShowPositions;
import org.demarche.cli.read.ShowReport;
import org.demarche.cli.read.ShowShifts;
import org.demarche.cli.read.ShowStatement;
import org.demarche.cli.read.ShowStatements;
import org.demarche.cli.read.WatchChanges;
import org.demarche.cli.registry.RegistryCommands;
import org.demarche.cli.sheet.Template;
import org.demarche.cli.stack.Down;
import org.demarche.cli.stack.Home;
import org.demarche.cli.stack.Up;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.demarche.cli.token.TokenCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

@Command(
        name = "demarche",
        description = "Where does each actor stand, since when, and on whose word?",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = VersionText.class,
        footer = {
            "",
            "`demarche mcp --help` tells how assistants read from it.",
            "`demarche bench --help` lists the measurements.",
            "`demarche torture --help` tells how faults are tried on a stack."
        })
public final class Main {

    /**
     * The option with which a command prints JSON: answers on standard output, refusals on standard
     * error.
     */
    private static final String JSON = "--json";

    /** The character that Java puts in place of bytes that it cannot decode. */
    private static final char UNREADABLE = '\uFFFD';

    private Main() {}

    public static void main(String[] args) {
        System.exit(execute(Terminal.standard(), Home.ofThisProcess(), args));
    }

    /**
     * Runs a command, and returns its exit code. The command fails if its output cannot be written.
     */
    public static int execute(Terminal terminal, Home home, String... args) {
        var exitCode =
                Arrays.stream(args)
                        .filter(argument -> argument.indexOf(UNREADABLE) >= 0)
                        .findFirst()
                        .map(argument -> unreadable(argument, terminal))
                        .orElseGet(() -> command(terminal, home).execute(args));
        return terminal.isWritten() ? exitCode : Math.max(exitCode, ExitCode.NO);
    }

    private static int unreadable(String argument, Terminal terminal) {
        terminal.err()
                .printf(
                        "'%s' is not in UTF-8: set your terminal to UTF-8 and type it again.%n",
                        argument);
        return ExitCode.USAGE;
    }

    static CommandLine command(Terminal terminal, Home home) {
        var command = new CommandLine(new Main());
        command.addSubcommand(new Up(terminal, home))
                .addSubcommand(new Down(terminal, home))
                .addSubcommand(new Status(terminal, home))
                .addSubcommand(new Load(terminal, home))
                .addSubcommand(new Template(terminal))
                .addSubcommand(
                        new CommandLine(new Import()).addSubcommand(new ImportDna(terminal, home)))
                .addSubcommand(new Correct(terminal, home))
                .addSubcommand(new Retract(terminal, home))
                .addSubcommand(new ShowPosition(terminal, home))
                .addSubcommand(new ShowPositions(terminal, home))
                .addSubcommand(new ShowHistory(terminal, home))
                .addSubcommand(new ShowShifts(terminal, home))
                .addSubcommand(new WatchChanges(terminal, home))
                .addSubcommand(new ShowStatement(terminal, home))
                .addSubcommand(new ShowStatements(terminal, home))
                .addSubcommand(new ShowReport(terminal, home))
                .addSubcommand(new ShowAscriptions(terminal, home))
                .addSubcommand(new Explain(terminal, home))
                .addSubcommand(new Cite(terminal, home))
                .addSubcommand(new Export(terminal, home));
        RegistryCommands.all(terminal, home).forEach(command::addSubcommand);
        ProjectionCommands.all(terminal, home).forEach(command::addSubcommand);
        command.addSubcommand(TokenCommands.all(terminal, home));
        command.addSubcommand(new Completion(terminal)).addSubcommand(new Help(terminal));
        common(command);
        command.getCommandSpec().addOption(version());
        command.setOut(terminal.out()).setErr(terminal.err());
        // no colours, because they are control characters
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        command.setExecutionExceptionHandler(
                (failure, failed, parsed) -> {
                    if (!(failure instanceof Failure plain)) throw failure;
                    var known = new OptionWords(failed.getCommandSpec()).of(plain);
                    terminal.err()
                            .println(
                                    failed.getParseResult().hasMatchedOption(JSON)
                                            ? known.json()
                                            : known.getMessage());
                    return known.exitCode();
                });
        command.setParameterExceptionHandler(Main::misunderstood);
        command.setExecutionStrategy(Main::run);
        return command;
    }

    /**
     * Refuses an option before a subcommand: picocli would ignore it, and the command could ask
     * another stack.
     */
    private static int run(ParseResult parsed) {
        for (var at = parsed; at.hasSubcommand(); at = at.subcommand()) {
            for (var option : at.matchedOptions()) {
                if (!option.usageHelp() && !option.versionHelp()) {
                    throw new ParameterException(
                            at.subcommand().commandSpec().commandLine(),
                            "%s must come after '%s', not before it."
                                    .formatted(
                                            option.longestName(),
                                            at.subcommand().commandSpec().name()));
                }
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Every command has `--help`, which also explains its exit codes. */
    private static void common(CommandLine command) {
        var help =
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build();
        command.getCommandSpec()
                .addOption(help)
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings())
                .sortOptions(false);
        // A command with two names is in the map twice.
        command.getSubcommands().values().stream().distinct().forEach(Main::common);
    }

    private static OptionSpec version() {
        return OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build();
    }

    /** Prints one sentence and the command that shows the help, but not the whole help. */
    private static int misunderstood(ParameterException failure, String[] args) {
        var command = failure.getCommandLine();
        if (List.of(args).contains(JSON)) {
            command.getErr().println(Failure.json(WrongLine.sentence(failure)));
            return ExitCode.USAGE;
        }
        command.getErr()
                .printf(
                        "%s%nSee `%s --help`.%n",
                        WrongLine.sentence(failure), command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }
}
