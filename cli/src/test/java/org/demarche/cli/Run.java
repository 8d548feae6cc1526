package org.demarche.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.EscapingWriter;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine;

/** The result of a command line. */
public record Run(int exitCode, String out, String err) {

    public static Run demarche(Path home, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal =
                new Terminal(
                        new PrintWriter(new EscapingWriter(out)),
                        new PrintWriter(new EscapingWriter(err)));
        var exitCode = Main.command(terminal, new Home(home)).execute(args);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** The words of every command; empty for the one of which all are subcommands. */
    public static Stream<String> commands() {
        var nowhere = new PrintWriter(new StringWriter());
        return words(Main.command(new Terminal(nowhere, nowhere), new Home(Path.of(""))), "");
    }

    private static Stream<String> words(CommandLine command, String before) {
        return Stream.concat(
                Stream.of(before),
                command.getSubcommands().entrySet().stream()
                        .flatMap(
                                below ->
                                        words(
                                                below.getValue(),
                                                (before + " " + below.getKey()).strip())));
    }

    /** In a process of its own, with these variables in its environment. */
    public static Run process(Path home, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        return process(home, environment, home.resolve("out"), args);
    }

    /** The same; its answers go to that file. */
    public static Run process(Path home, Map<String, String> environment, Path out, String... args)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Ddemarche.home=" + home,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(args));
        var err = home.resolve("err");
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.appendTo(out.toFile()))
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        var exitCode = builder.start().waitFor();
        var said = Files.isRegularFile(out) ? Files.readString(out) : "";
        return new Run(exitCode, said, Files.readString(err));
    }
}
