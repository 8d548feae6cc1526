package org.demarche.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.name.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Shows the help of a command, such as `demarche help load`.")
public final class Help implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The command, and its subcommand if it has any: `actors add`.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--man",
            description = "Print the manual page of all commands: demarche help --man | man -l -")
    private boolean man;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    public Help(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var command = spec.root().commandLine();
        if (man) {
            terminal.out().println(ManPage.of(command));
            return ExitCode.OK;
        }
        for (var word : words) {
            command = below(command, word);
        }
        command.usage(terminal.out());
        return ExitCode.OK;
    }

    private static CommandLine below(CommandLine command, String word) {
        var found = command.getSubcommands().get(word);
        if (found != null) return found;
        throw new Failure(ExitCode.USAGE, noCommand(command, word));
    }

    /** Returns the sentence about a word that is not a command, with the most similar command. */
    public static String noCommand(CommandLine command, String word) {
        var near = Nearest.among(command.getSubcommands().keySet()).to(word);
        return "`%s` has no command %s%s"
                .formatted(
                        command.getCommandSpec().qualifiedName(),
                        word,
                        near.isEmpty() ? "." : ": did you mean " + near.getFirst() + "?");
    }
}
