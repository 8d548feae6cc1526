package org.demarche.cli.stack;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for a stack on this machine. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder of the stack; by default .demarche beside the demarche command.")
    private @Nullable Path data;

    private final Home home;

    public DataOption(Home home) {
        this.home = home;
    }

    public Folder folder() {
        return new Folder(data == null ? home.path().resolve(".demarche") : data);
    }

    public boolean isGiven() {
        return data != null;
    }

    /** Returns the option as the user has to type it again; empty if it was not given. */
    public String typed() {
        return data == null ? "" : " --data " + TypedCommand.quoted(data.toString());
    }

    public Path root() {
        return folder().root();
    }

    /** Returns the address of the running stack's gateway; empty if no stack runs. */
    public Optional<String> runningUrl() {
        return folder().running().map(StackRecord::url);
    }
}
