package org.demarche.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;

/**
 * The file of the Discourse Network Analyzer on which docs/import-dna.md shows an import, from the
 * script that the command's own tests make it from.
 */
final class OrrFile {

    private static final Path SCRIPT =
            Demarche.HOME.resolve("cli/src/test/resources/org/demarche/cli/dna/dna-3.0.sql");

    private OrrFile() {}

    static Path make(Path folder) throws Exception {
        var file = folder.resolve("orr.dna");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate(Files.readString(SCRIPT));
        }
        return file;
    }
}
