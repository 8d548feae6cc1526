package org.demarche.cli.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;

/** Writes to a file beside the target, and renames it when it is complete. */
final class FileSink implements Sink {

    private final Path file;
    private final boolean force;
    private final Path part;
    private final OutputStream out;
    private boolean kept;

    /**
     * @param force whether a file that is there is replaced
     * @throws Failure if there is one and it is not to be, or no file can be written there
     */
    FileSink(Path file, boolean force) {
        this.file = file;
        this.force = force;
        part = file.resolveSibling(file.getFileName() + ".part");
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Failure(ExitCode.USAGE, "%s is not a file.".formatted(file));
        }
        if (Files.exists(file) && !force) {
            throw new Failure(
                    ExitCode.USAGE, "%s exists already: --force replaces it.".formatted(file));
        }
        try {
            out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, "%s cannot be written: %s.".formatted(part, e), e);
        }
    }

    @Override
    public void write(byte[] lines) {
        try {
            out.write(lines);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    @Override
    public void finish() {
        try {
            out.close();
            if (force) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(part, file);
            }
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    @Override
    public String keep() {
        kept = true;
        return "The part that was written is in %s.".formatted(part);
    }

    @Override
    public void close() {
        try {
            out.close();
            if (!kept) Files.deleteIfExists(part);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private Failure unwritten(IOException e) {
        return new Failure(ExitCode.NO, "%s cannot be written: %s.".formatted(file, e), e);
    }
}
