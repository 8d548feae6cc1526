package org.demarche.cli.stack;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack of this machine is meant. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The stack's folder; by default .demarche beside the demarche command.")
    private @Nullable Path data;

    private final Home home;

    public DataOption(Home home) {
        this.home = home;
    }

    Folder folder() {
        return new Folder(data == null ? home.path().resolve(".demarche") : data);
    }

    public boolean isGiven() {
        return data != null;
    }

    /** As it has to be typed again; empty if it was not given. */
    String typed() {
        return data == null ? "" : " --data " + Typed.quoted(data.toString());
    }

    public Path root() {
        return folder().root();
    }

    /** Where the gateway of the running stack listens, if one is running. */
    public Optional<String> runningUrl() {
        return folder().running().map(StackRecord::url);
    }
}
