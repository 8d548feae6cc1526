package org.demarche.cli.help;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page: the help of all commands, in the macros of man(7). */
final class ManPage {

    private ManPage() {}

    static String of(CommandLine root) {
        var lines = new ArrayList<String>();
        var usage = root.getCommandSpec().usageMessage();
        lines.add(".TH DEMARCHE 1");
        lines.add(".SH NAME");
        lines.add("demarche \\- " + text(usage.description()[0]));
        lines.add(".SH SYNOPSIS");
        lines.add(".B demarche");
        lines.add(".I COMMAND");
        lines.add(".SH COMMANDS");
        below(lines, root);
        lines.add(".SH EXIT STATUS");
        usage.exitCodeList().forEach((code, meaning) -> item(lines, bold(code), meaning));
        return String.join(System.lineSeparator(), lines);
    }

    /** Adds all commands below a command. A command with two names is in the map twice. */
    private static void below(List<String> lines, CommandLine command) {
        command.getSubcommands().values().stream()
                .distinct()
                .forEach(
                        each -> {
                            add(lines, each);
                            below(lines, each);
                        });
    }

    private static void add(List<String> lines, CommandLine command) {
        lines.add(".SS " + text(command.getHelp().abbreviatedSynopsis().strip()));
        var spec = command.getCommandSpec();
        for (var paragraph : spec.usageMessage().description()) {
            lines.add(".PP");
            lines.add(text(paragraph));
        }
        spec.positionalParameters()
                .forEach(each -> item(lines, italic(each.paramLabel()), described(each)));
        spec.options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp())
                .forEach(option -> item(lines, name(option), described(option)));
    }

    private static String name(OptionSpec option) {
        var takesValue = option.arity().max() > 0;
        var names = Stream.of(option.names()).map(ManPage::bold).collect(joining(", "));
        return names + (takesValue ? " " + italic(option.paramLabel()) : "");
    }

    private static String described(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    private static void item(List<String> lines, String name, String description) {
        lines.add(".TP");
        lines.add(name);
        lines.add(text(description));
    }

    private static String bold(String text) {
        return "\\fB" + text(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + text(text) + "\\fR";
    }

    /** Escapes a text. A dot or an apostrophe at the start of a line would begin a macro. */
    private static String text(String text) {
        var escaped = text.replace("\\", "\\e").replace("-", "\\-").replaceAll("%n|\\R", " ");
        return escaped.matches("[.'].*") ? "\\&" + escaped : escaped;
    }
}
