package org.demarche.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks a file that the user names as input. */
public final class InputFile {

    private InputFile() {}

    /**
     * @throws Failure with the reason, if the file cannot be read
     */
    public static void requireReadable(Path file) {
        if (Files.isDirectory(file)) {
            throw new Failure(ExitCode.USAGE, "%s is a folder: name a file.".formatted(file));
        }
        try {
            Files.newInputStream(file).close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    public static Failure unreadable(Path file, IOException e) {
        return new Failure(
                ExitCode.USAGE, "%s cannot be read: %s.".formatted(file, Failure.reason(e)), e);
    }
}
