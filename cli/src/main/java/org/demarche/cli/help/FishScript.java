package org.demarche.cli.help;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes the completion script for fish, one command {@code complete -c demarche} per line, because
 * picocli has no script for fish.
 */
final class FishScript {

    private FishScript() {}

    static String of(CommandLine root) {
        var lines = new ArrayList<String>();
        lines.add("complete -c demarche -f");
        add(lines, root, List.of());
        return String.join(System.lineSeparator(), lines);
    }

    /**
     * @param path the words that lead to this command
     */
    private static void add(List<String> lines, CommandLine command, List<String> path) {
        var here = condition(path, command);
        for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
            var text = each.getValue().getCommandSpec().usageMessage().description();
            lines.add(
                    "complete -c demarche -n '%s' -a %s -d '%s'"
                            .formatted(here, each.getKey(), quoted(text)));
        }
        for (var option : command.getCommandSpec().options()) {
            if (!option.hidden()) lines.add(line(option, here));
        }
        command.getSubcommands()
                .forEach(
                        (name, below) -> {
                            var longer = new ArrayList<>(path);
                            longer.add(name);
                            add(lines, below, longer);
                        });
    }

    /** Returns the condition that all words of the path were typed, and no command below it. */
    private static String condition(List<String> path, CommandLine command) {
        var conditions = new ArrayList<String>();
        path.forEach(word -> conditions.add("__fish_seen_subcommand_from " + word));
        var below = new TreeSet<>(command.getSubcommands().keySet());
        if (!below.isEmpty()) {
            conditions.add("not __fish_seen_subcommand_from " + String.join(" ", below));
        }
        return String.join("; and ", conditions);
    }

    private static String line(OptionSpec option, String here) {
        var value = option.arity().max() > 0 ? " -r" : "";
        return "complete -c demarche -n '%s'%s%s -d '%s'"
                .formatted(
                        here,
                        Stream.of(option.names()).map(FishScript::name).collect(joining()),
                        value,
                        quoted(option.description()));
    }

    private static String name(String name) {
        return name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1);
    }

    private static String quoted(String[] description) {
        var first = description.length == 0 ? "" : description[0];
        return first.replaceAll(" ?[(]?[$][{][^}]*}[)]?", "")
                .replace("\\", "\\\\")
                .replace("'", "\\'");
    }
}
