package org.demarche.sqlite.dna;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.sqlite.dna.StatementType.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statements of a file. It keeps values and statements in memory, and each distinct text
 * only once. It does not keep the texts of documents.
 */
final class CodedReader {

    /** The most statements that fit into the command's memory. */
    private static final int MOST_STATEMENTS = 200_000;

    private final DnaFile file;
    private final Map<Long, StatementType> types;
    private final Map<Long, Role> roles = new HashMap<>();
    private final Map<String, String> shared = new HashMap<>();
    private final Map<Long, Map<Role, String>> texts = new HashMap<>();
    private final Map<Long, Long> agreements = new HashMap<>();

    CodedReader(DnaFile file, Map<Long, StatementType> types) {
        this.file = file;
        this.types = types;
        types.values()
                .forEach(
                        type ->
                                type.roles()
                                        .forEach(
                                                (role, variable) ->
                                                        roles.put(variable.id(), role)));
    }

    List<Coded> read(boolean passages) throws SQLException, UnusableDnaFile {
        refuseTooMany(numbers("SELECT count(*) FROM STATEMENTS").getFirst());
        file.each(file.version().shortTexts(), this::text);
        file.each("SELECT StatementId, VariableId, Value FROM DATALONGTEXT", this::text);
        file.each("SELECT StatementId, VariableId, Value FROM DATABOOLEAN", this::agreement);
        for (var type : types.values()) {
            var agreement = type.roles().get(Role.AGREEMENT);
            if (agreement != null && agreement.dataType().equals("integer")) {
                degrees(agreement);
            }
        }
        var statements = new ArrayList<Coded>();
        file.each(statements(passages), row -> statements.add(coded(row, passages)));
        return statements;
    }

    private static String statements(boolean passages) {
        return """
               SELECT s.ID, s.StatementTypeId, s.Start, s.Stop, c.Name, d.ID, d.Title, d.Source, d.Date, %s
               FROM STATEMENTS s LEFT JOIN DOCUMENTS d ON d.ID = s.DocumentId LEFT JOIN CODERS c ON c.ID = s.Coder
               ORDER BY s.ID"""
                .formatted(passages ? "d.Text" : "NULL");
    }

    private static void refuseTooMany(long statements) throws UnusableDnaFile {
        if (statements > MOST_STATEMENTS) {
            throw new UnusableDnaFile(
                    "The file has %,d statements, but one import takes at most %,d."
                            .formatted(statements, MOST_STATEMENTS));
        }
    }

    /**
     * Reads agreement from a variable of whole numbers. It refuses a scale, because on a scale 0 is
     * the middle, and not disagreement.
     */
    private void degrees(Variable agreement) throws SQLException, UnusableDnaFile {
        var values = " FROM DATAINTEGER WHERE VariableId = " + agreement.id();
        var least = numbers("SELECT min(Value)" + values).getFirst();
        var most = numbers("SELECT max(Value)" + values).getFirst();
        if (least < 0 || most > 1) {
            throw new UnusableDnaFile(
                    "The variable %s is a scale from %d to %d. Only 1 for agreement and 0 for disagreement can be imported."
                            .formatted(agreement.name(), least, most));
        }
        file.each("SELECT StatementId, VariableId, Value" + values, this::agreement);
    }

    /** Returns the first column of each row; 0 for null. */
    private List<Long> numbers(String sql) throws SQLException {
        var numbers = new ArrayList<Long>();
        file.each(sql, row -> numbers.add(row.getLong(1)));
        return numbers;
    }

    private void text(ResultSet row) throws SQLException {
        var role = roles.get(row.getLong(2));
        var text = CleanTexts.clean(row.getString(3));
        if (role != null && !text.isEmpty()) {
            texts.computeIfAbsent(row.getLong(1), id -> new EnumMap<>(Role.class))
                    .put(role, shared(text));
        }
    }

    private void agreement(ResultSet row) throws SQLException {
        var value = number(row, 3);
        if (value != null && roles.get(row.getLong(2)) == Role.AGREEMENT) {
            agreements.put(row.getLong(1), value);
        }
    }

    private Coded coded(ResultSet row, boolean passages) throws SQLException {
        var id = row.getLong(1);
        var coder = CleanTexts.clean(row.getString(5));
        var start = row.getLong(3);
        var stop = row.getLong(4);
        return new Coded(
                id,
                types.get(row.getLong(2)),
                texts.getOrDefault(id, Map.of()),
                agreements.get(id),
                number(row, 6) == null ? null : document(row),
                coder.isEmpty() ? null : shared(coder),
                start,
                stop,
                passages ? passage(row.getString(10), start, stop) : null);
    }

    private Coded.Document document(ResultSet row) throws SQLException {
        return new Coded.Document(
                row.getLong(6),
                shared(CleanTexts.clean(row.getString(7))),
                shared(CleanTexts.clean(row.getString(8))),
                number(row, 9));
    }

    /**
     * Cuts the passage out of the text. It counts a line end as one character, because the start
     * and the stop in the file count so.
     */
    private static String passage(@Nullable String text, long start, long stop) {
        var shown = text == null ? "" : text.replace("\r\n", "\n");
        return start < 0 || start >= stop || stop > shown.length()
                ? ""
                : CleanTexts.clean(shown.substring((int) start, (int) stop));
    }

    private String shared(String text) {
        return shared.computeIfAbsent(text, same -> same);
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
