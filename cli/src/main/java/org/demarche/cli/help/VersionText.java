package org.demarche.cli.help;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside the classes. */
public final class VersionText implements IVersionProvider {

    private static final String FILE = "/org/demarche/cli/version.txt";

    @Override
    public String[] getVersion() throws IOException {
        try (var file = VersionText.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IOException(FILE + " is not in the build");
            return new String[] {new String(file.readAllBytes(), UTF_8).strip()};
        }
    }
}
