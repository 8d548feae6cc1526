package org.demarche.gateway.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.demarche.log.registry.Registry;
import org.demarche.sheet.FormulaMark;

/**
 * CSV by RFC 4180, in UTF-8: a header line, CRLF at the end of each line, and quotes where a cell
 * needs them.
 */
public final class Csv {

    public static final String MEDIA_TYPE = "text/csv";
    public static final String CONTENT_TYPE = MEDIA_TYPE + "; charset=utf-8; header=present";

    /** The parameter that asks for {@link #MARK}. */
    public static final String BOM = "bom";

    /**
     * The byte order mark. Without it, a spreadsheet may take UTF-8 for the encoding of its
     * country.
     */
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final JsonMapper JSON = new JsonMapper();

    private Csv() {}

    /**
     * Writes the line with the names of the columns.
     *
     * @param bom whether to write a byte order mark first
     */
    public static byte[] header(Columns columns, boolean bom) {
        var bytes = new ByteArrayOutputStream();
        if (bom) {
            bytes.writeBytes(MARK);
        }
        try (var out = printer(bytes)) {
            out.printRecord(columns.names());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes one line for each row of a document. It parses one row at a time. */
    public static byte[] rows(byte[] document, Columns columns, Registry registry) {
        var lines = new ByteArrayOutputStream(document.length);
        try (var in = JSON.createParser(document);
                var out = printer(lines)) {
            var list = JSON.createObjectNode();
            in.nextToken();
            for (var field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
                var value = in.nextToken();
                if (value == JsonToken.START_ARRAY && field.equals(columns.rows())) {
                    rows(in, list, columns.all(), registry, out);
                } else {
                    list.set(field, JSON.<JsonNode>readTree(in));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Served documents are always JSON", e);
        }
        return lines.toByteArray();
    }

    private static void rows(
            JsonParser in, JsonNode list, List<Column> columns, Registry registry, CSVPrinter out)
            throws IOException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            JsonNode row = JSON.readTree(in);
            out.printRecord(
                    columns.stream().map(column -> harmless(column.cell(list, row, registry))));
        }
    }

    /**
     * Puts an apostrophe before a formula. Then a spreadsheet shows the formula as text, without
     * the apostrophe.
     */
    private static String harmless(String cell) {
        var first = 0;
        while (first < cell.length() && cell.charAt(first) == '"') {
            first++;
        }
        return first < cell.length() && FormulaMark.beginsFormula(cell.charAt(first))
                ? "'" + cell
                : cell;
    }

    private static CSVPrinter printer(OutputStream lines) throws IOException {
        return CSVFormat.RFC4180.print(new OutputStreamWriter(lines, UTF_8));
    }
}
