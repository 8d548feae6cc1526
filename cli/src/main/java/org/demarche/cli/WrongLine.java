package org.demarche.cli;

import java.util.stream.Stream;
import org.demarche.cli.help.Help;
import org.demarche.cli.stack.TypedCommand;
import org.demarche.log.name.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Writes a sentence about a command line that cannot be read, with the word that the user may have
 * meant.
 */
final class WrongLine {

    /**
     * The option whose value users may type without the option's name, in commands that print
     * lists.
     */
    private static final String USUAL = "--actor";

    private WrongLine() {}

    static String sentence(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException wrong
                        && !wrong.getUnmatched().isEmpty()
                ? unmatched(wrong.getUnmatched().getFirst(), wrong.getCommandLine())
                : String.valueOf(failure.getMessage());
    }

    private static String unmatched(String word, CommandLine command) {
        var spec = command.getCommandSpec();
        if (word.startsWith("-")) return noOption(word.replaceFirst("=.*", ""), command);
        if (!command.getSubcommands().isEmpty() && spec.positionalParameters().isEmpty()) {
            return Help.noCommand(command, word);
        }
        return "'%s' is one word too many for `%s`%s"
                .formatted(
                        word,
                        spec.qualifiedName(),
                        spec.findOption(USUAL) == null
                                ? "."
                                : ": did you mean %s %s?"
                                        .formatted(USUAL, TypedCommand.quoted(word)));
    }

    private static String noOption(String word, CommandLine command) {
        var known =
                command.getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .filter(name -> name.startsWith("--"))
                        .toList();
        var near = Nearest.among(known).to(word);
        return "`%s` has no option %s%s"
                .formatted(
                        command.getCommandSpec().qualifiedName(),
                        word,
                        near.isEmpty()
                                ? instead(word, command)
                                : ": did you mean " + near.getFirst() + "?");
    }

    /**
     * Tells where the option belongs if a subcommand has it. In other programs, the options of a
     * subcommand may come before it.
     */
    private static String instead(String word, CommandLine command) {
        return isBelow(word, command) ? ": put options after the command and its arguments." : ".";
    }

    private static boolean isBelow(String word, CommandLine command) {
        return command.getSubcommands().values().stream()
                .anyMatch(
                        one -> one.getCommandSpec().findOption(word) != null || isBelow(word, one));
    }
}
