package org.demarche.cli.dna;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.demarche.cli.dna.StatementType.Variable;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.InputFile;
import org.sqlite.SQLiteConfig;

/** A file of the Discourse Network Analyzer, which is an SQLite database. It is only read. */
final class DnaFile implements AutoCloseable {

    private static final byte[] HEADER = "SQLite format 3\0".getBytes(US_ASCII);

    private static final List<String> TABLES =
            List.of(
                    "CODERS",
                    "DATABOOLEAN",
                    "DATAINTEGER",
                    "DATALONGTEXT",
                    "DATASHORTTEXT",
                    "DOCUMENTS",
                    "STATEMENTS",
                    "STATEMENTTYPES",
                    "VARIABLES");

    private final Connection connection;
    private final DnaVersion version;

    private DnaFile(Connection connection, DnaVersion version) {
        this.connection = connection;
        this.version = version;
    }

    /**
     * @throws Failure if it is not one
     */
    static DnaFile open(Path file) throws SQLException, IOException {
        InputFile.requireReadable(file);
        try (var in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
                throw new Failure(ExitCode.NO, "%s is not an SQLite file.".formatted(file));
            }
        }
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        var connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try {
            return new DnaFile(connection, version(connection, file));
        } catch (SQLException | Failure e) {
            connection.close();
            throw e;
        }
    }

    private static DnaVersion version(Connection connection, Path file) throws SQLException {
        var missing = new TreeSet<>(TABLES);
        missing.removeAll(names(connection, "SELECT upper(name) FROM sqlite_master"));
        if (!missing.isEmpty()) {
            throw new Failure(
                    ExitCode.NO,
                    "%s is not a file of the Discourse Network Analyzer: it has no table %s."
                            .formatted(file, String.join(", ", missing)));
        }
        var columns =
                names(connection, "SELECT lower(name) FROM pragma_table_info('DATASHORTTEXT')");
        return DnaVersion.of(columns)
                .orElseThrow(
                        () ->
                                new Failure(
                                        ExitCode.NO,
                                        "%s is neither a file of DNA 2.0 nor of DNA 3.0: its DATASHORTTEXT has the columns %s."
                                                .formatted(
                                                        file,
                                                        String.join(
                                                                ", ", new TreeSet<>(columns)))));
    }

    private static Set<String> names(Connection connection, String sql) throws SQLException {
        var names = new TreeSet<String>();
        try (var select = connection.createStatement();
                var row = select.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    DnaVersion version() {
        return version;
    }

    /**
     * The documents, by id.
     *
     * @param names of each role's variable
     */
    Map<Long, StatementType> types(Map<Role, String> names) throws SQLException {
        var labels = new LinkedHashMap<Long, String>();
        var variables = new LinkedHashMap<Long, List<Variable>>();
        each(
                "SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID",
                row -> labels.put(row.getLong(1), CleanTexts.clean(row.getString(2))));
        each(
                "SELECT StatementTypeId, ID, Variable, DataType FROM VARIABLES ORDER BY ID",
                row ->
                        variables
                                .computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                                .add(
                                        new Variable(
                                                row.getLong(2),
                                                CleanTexts.clean(row.getString(3)),
                                                CleanTexts.clean(row.getString(4))
                                                        .toLowerCase(Locale.ROOT))));
        var types = new LinkedHashMap<Long, StatementType>();
        labels.forEach(
                (id, label) ->
                        types.put(
                                id,
                                StatementType.of(
                                        label, variables.getOrDefault(id, List.of()), names)));
        return types;
    }

    /** Handles one row of an answer. */
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    void each(String sql, Row reader) throws SQLException {
        try (var select = connection.createStatement();
                var row = select.executeQuery(sql)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
