package org.demarche.cli.help;

import java.util.concurrent.Callable;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Prints a script that makes a shell complete commands and options.",
            "bash and zsh: source <(demarche completion bash)",
            "fish:         demarche completion fish | source",
            "No script completes names of the registry. The script for fish completes commands and options, and no values."
        })
public final class Completion implements Callable<Integer> {

    /** The shells, by the names of their programs. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.bash;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    public Completion(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var command = spec.root().commandLine();
        terminal.out()
                .println(
                        switch (shell) {
                            case bash, zsh -> AutoComplete.bash("demarche", command);
                            case fish -> FishScript.of(command);
                        });
        return ExitCode.OK;
    }
}
