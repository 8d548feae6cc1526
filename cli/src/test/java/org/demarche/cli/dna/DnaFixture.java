package org.demarche.cli.dna;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Makes a file from a script of this folder, and changes it as a test needs. */
final class DnaFixture {

    private DnaFixture() {}

    static Path make(Path file, String script, String... more) throws IOException, SQLException {
        try (var in = DnaFixture.class.getResourceAsStream(script);
                var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            for (var sql : more) {
                statement.executeUpdate(sql);
            }
        }
        return file;
    }
}
