package org.demarche.cli.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** Writes to a file beside the target, and renames it when it is complete. */
final class FileSink implements Sink {

    private final PartFile file;
    private final OutputStream out;
    private boolean kept;

    /**
     * @param force whether to replace a file that exists
     * @throws Failure if a file exists that must not be replaced, or if no file can be written
     *     there
     */
    FileSink(Path target, boolean force) {
        file = new PartFile(target, force);
        try {
            out = new BufferedOutputStream(Files.newOutputStream(file.part()), 1 << 16);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s cannot be written: %s.".formatted(file.part(), Failure.reason(e)),
                    e);
        }
    }

    @Override
    public void write(byte[] lines) {
        try {
            out.write(lines);
        } catch (IOException e) {
            throw file.unwritten(e);
        }
    }

    @Override
    public void finish() {
        try {
            out.close();
            file.complete();
        } catch (IOException e) {
            throw file.unwritten(e);
        }
    }

    @Override
    public String keep() {
        kept = true;
        return "The part that was written is in %s.".formatted(file.part());
    }

    @Override
    public void close() {
        try {
            out.close();
            if (!kept) file.discard();
        } catch (IOException e) {
            throw file.unwritten(e);
        }
    }
}
