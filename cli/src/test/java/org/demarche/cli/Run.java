package org.demarche.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.demarche.cli.stack.Home;

/** What a command line came to. */
public record Run(int exitCode, String out, String err) {

    public static Run demarche(Path home, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));
        var exitCode = Main.command(terminal, new Home(home)).execute(args);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
