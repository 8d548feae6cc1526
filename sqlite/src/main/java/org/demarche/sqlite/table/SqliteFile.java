package org.demarche.sqlite.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Writes a new SQLite file with the tables of {@code schema.sql}, in one transaction. A fault of
 * the disk gives an {@link IOException} with SQLite's reason.
 */
public final class SqliteFile implements AutoCloseable {

    private static final int BATCH = 500;

    private final Connection connection;
    private final Map<SqliteTable, PreparedStatement> inserts = new HashMap<>();
    private final Map<SqliteTable, Integer> counts = new HashMap<>();

    /**
     * @param file the path of a file that does not exist yet
     */
    public SqliteFile(Path file) throws IOException {
        try {
            connection = open(file);
            for (var table : schema(false)) execute(table);
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /**
     * Opens the file without a journal, and without waits for the disk, because a file that a crash
     * leaves behind is thrown away.
     */
    private static Connection open(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.OFF);
        config.setSynchronous(SynchronousMode.OFF);
        var connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        connection.setAutoCommit(false);
        return connection;
    }

    /**
     * @throws UncheckedIOException if the row cannot be written
     */
    public void add(SqliteTable table, JsonNode row) {
        try {
            var insert = inserts.get(table);
            if (insert == null) {
                insert = connection.prepareStatement(table.insert());
                inserts.put(table, insert);
            }
            for (var i = 0; i < table.cells().size(); i++) {
                insert.setObject(i + 1, table.cells().get(i).value().apply(row));
            }
            insert.addBatch();
            if (counts.merge(table, 1, Integer::sum) % BATCH == 0) insert.executeBatch();
        } catch (SQLException e) {
            throw new UncheckedIOException(fault(e));
        }
    }

    /** Returns the number of rows in all tables so far. */
    public int rows() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int count(SqliteTable table) {
        return counts.getOrDefault(table, 0);
    }

    /**
     * Commits, and closes the file.
     *
     * @return the number of rows that name an entry or a statement that no table has
     */
    public int complete() throws IOException {
        try {
            for (var insert : inserts.values()) {
                insert.executeBatch();
                insert.close();
            }
            for (var index : schema(true)) execute(index);
            var dangling = dangling();
            connection.commit();
            connection.close();
            return dangling;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private int dangling() throws SQLException {
        try (var check = connection.createStatement();
                var rows = check.executeQuery("SELECT count(*) FROM pragma_foreign_key_check")) {
            return rows.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static List<String> schema(boolean indexes) throws IOException {
        try (var schema = SqliteFile.class.getResourceAsStream("schema.sql")) {
            if (schema == null) throw new IOException("schema.sql is not in the build");
            return Stream.of(new String(schema.readAllBytes(), UTF_8).split(";\n"))
                    .filter(sql -> sql.contains("CREATE INDEX") == indexes)
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private static IOException fault(SQLException e) {
        return new IOException(e.getMessage(), e);
    }
}
