package org.demarche.bench.workplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A folder, made if it is not there. It is tried at once, and not after a long measurement. */
public final class WritableFolder implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        try {
            var folder = Files.createDirectories(Path.of(text));
            if (Files.isWritable(folder)) {
                return folder;
            }
        } catch (IOException _) {
            // the same for the user
        }
        throw new TypeConversionException(
                "'%s' is not a folder that can be written to: name another one".formatted(text));
    }
}
