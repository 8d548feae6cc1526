package org.demarche.sqlite.dna;

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
import org.demarche.sqlite.dna.StatementType.Variable;
import org.sqlite.SQLiteConfig;

/**
 * A file of the Discourse Network Analyzer, which is an SQLite database. This class only reads it.
 */
public final class DnaFile implements AutoCloseable {

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

    private final Path file;
    private final Connection connection;
    private final DnaVersion version;

    private DnaFile(Path file, Connection connection, DnaVersion version) {
        this.file = file;
        this.connection = connection;
        this.version = version;
    }

    /**
     * @throws UnusableDnaFile if it is not a file of the Discourse Network Analyzer
     */
    public static DnaFile open(Path file) throws UnusableDnaFile, IOException {
        try (var in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
                throw new UnusableDnaFile("%s is not an SQLite file.".formatted(file));
            }
        }
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        try {
            var connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            try {
                return new DnaFile(file, connection, version(connection, file));
            } catch (SQLException | UnusableDnaFile e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private static UnusableDnaFile unreadable(Path file, SQLException e) {
        return new UnusableDnaFile("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }

    private static DnaVersion version(Connection connection, Path file)
            throws SQLException, UnusableDnaFile {
        var missing = new TreeSet<>(TABLES);
        missing.removeAll(names(connection, "SELECT upper(name) FROM sqlite_master"));
        if (!missing.isEmpty()) {
            throw new UnusableDnaFile(
                    "%s is not a file of the Discourse Network Analyzer: it has no table %s."
                            .formatted(file, String.join(", ", missing)));
        }
        var columns =
                names(connection, "SELECT lower(name) FROM pragma_table_info('DATASHORTTEXT')");
        return DnaVersion.of(columns)
                .orElseThrow(
                        () ->
                                new UnusableDnaFile(
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

    public DnaVersion version() {
        return version;
    }

    /**
     * Returns the types of statements, by id.
     *
     * @param names the name of each role's variable
     */
    public Map<Long, StatementType> types(Map<Role, String> names) throws UnusableDnaFile {
        try {
            return readTypes(names);
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Returns the statements, in the order of their ids.
     *
     * @param types the types of this file
     * @param passages whether the texts of the statements are read, too
     * @throws UnusableDnaFile if there are too many statements, or if agreement is a scale
     */
    public List<Coded> statements(Map<Long, StatementType> types, boolean passages)
            throws UnusableDnaFile {
        try {
            return new CodedReader(this, types).read(passages);
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private Map<Long, StatementType> readTypes(Map<Role, String> names) throws SQLException {
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
    public void close() throws UnusableDnaFile {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }
}
