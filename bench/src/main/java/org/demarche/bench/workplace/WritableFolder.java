package org.demarche.bench.workplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A folder, created if it does not exist. It is tried at the start, and not only after a long
 * measurement.
 */
public final class WritableFolder implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        try {
            var folder = Files.createDirectories(Path.of(text));
            if (Files.isWritable(folder)) {
                return folder;
            }
        } catch (IOException _) {
            // the user gets the same message as for a folder without the right to write
        }
        throw new TypeConversionException(
                "'%s' is not a folder that can be written to: name another one".formatted(text));
    }
}
