package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.demarche.sheet.CellFault;
import org.demarche.sheet.ReportColumn;
import org.demarche.sheet.RowReader;
import org.demarche.sheet.SheetFault;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a sheet as lines of JSON. Each line has the number of its row, so a row without
 * a report is a blank line.
 */
final class SheetLines extends InputStream {

    private final SheetFile sheet;
    private final RowReader reader;
    private final UnaryOperator<ObjectNode> answers;
    private final BiConsumer<Long, List<CellFault>> onFaults;
    private final BiConsumer<Long, String> onEnd;

    /** The first row of each report. */
    private final Map<String, Long> rows = new HashMap<>();

    private byte[] piece;
    private int at;
    private long line;
    private boolean ended;

    /**
     * @param answers replaces unknown names by known ones
     * @param onFaults receives each row with bad cells, whose line is blank
     * @param onEnd receives the row after which the sheet cannot be read, and the reason
     */
    SheetLines(
            SheetFile sheet,
            UnaryOperator<ObjectNode> answers,
            BiConsumer<Long, List<CellFault>> onFaults,
            BiConsumer<Long, String> onEnd) {
        this.sheet = sheet;
        this.answers = answers;
        this.onFaults = onFaults;
        this.onEnd = onEnd;
        reader = new RowReader(sheet.header(), sheet.map());
        piece = "\n".repeat((int) sheet.header().row()).getBytes(UTF_8);
        line = sheet.header().row();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        while (at == piece.length) {
            var next = next();
            if (next == null) return -1;
            piece = next;
            at = 0;
        }
        var count = Math.min(wanted, piece.length - at);
        System.arraycopy(piece, at, target, offset, count);
        at += count;
        return count;
    }

    private byte @Nullable [] next() throws IOException {
        if (ended) return null;
        try {
            var row = sheet.rows().next();
            if (row == null) {
                ended = true;
                return null;
            }
            var blank = "\n".repeat((int) (row.number() - line - 1));
            line = row.number();
            var read = reader.read(row);
            var faults = faults(read);
            if (!faults.isEmpty()) {
                onFaults.accept(line, faults);
                return (blank + "\n").getBytes(UTF_8);
            }
            var body = read.isBlank() ? "" : answers.apply(read.body()).toString();
            return (blank + body + "\n").getBytes(UTF_8);
        } catch (SheetFault e) {
            ended = true;
            onEnd.accept(e.row(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /**
     * Returns the faults of a row. A second row with the id of a report is a fault: somebody copied
     * and changed the first row, and the copy would correct its report.
     */
    private List<CellFault> faults(RowReader.Read read) {
        var report = read.body().path("report").asText().strip();
        var first = report.isEmpty() ? null : rows.putIfAbsent(report, line);
        if (first == null) return read.faults();
        var copy =
                new CellFault(
                        sheet.header().columnOf(ReportColumn.REPORT).orElse(0),
                        "is in row %d already: clear report and event to file a new report"
                                .formatted(first));
        return Stream.concat(Stream.of(copy), read.faults().stream()).toList();
    }
}
