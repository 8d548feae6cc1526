package org.demarche.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** A file that is called {@code FILE.part} until it is complete. */
final class PartFile {

    private final Path file;
    private final boolean force;

    /**
     * @param force whether to replace a file that exists
     * @throws Failure if the file exists and must not be replaced
     */
    PartFile(Path file, boolean force) {
        this.file = file;
        this.force = force;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Failure(ExitCode.USAGE, "%s is not a file.".formatted(file));
        }
        if (Files.exists(file) && !force) {
            throw new Failure(
                    ExitCode.USAGE, "%s exists already: --force replaces it.".formatted(file));
        }
    }

    Path part() {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    void complete() throws IOException {
        if (force) {
            Files.move(part(), file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(part(), file);
        }
    }

    void discard() throws IOException {
        Files.deleteIfExists(part());
    }

    Failure unwritten(IOException e) {
        return new Failure(
                ExitCode.NO, "%s cannot be written: %s.".formatted(file, Failure.reason(e)), e);
    }
}
