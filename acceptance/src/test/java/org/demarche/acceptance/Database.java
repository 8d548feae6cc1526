package org.demarche.acceptance;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A file that `./demarche export --format sqlite` has written. */
record Database(Path file) {

    /** As sqlite3 prints them. */
    String rows(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var select = connection.createStatement();
                var row = select.executeQuery(sql)) {
            var rows = new StringBuilder();
            while (row.next()) {
                for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    var value = row.getString(i);
                    rows.append(i == 1 ? "" : "|").append(value == null ? "" : value);
                }
                rows.append('\n');
            }
            return rows.toString();
        }
    }

    String metadata(String name) throws SQLException {
        return rows("SELECT value FROM metadata WHERE name = '%s'".formatted(name)).strip();
    }
}
