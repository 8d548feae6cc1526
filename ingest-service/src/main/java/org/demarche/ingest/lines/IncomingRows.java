package org.demarche.ingest.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.request.BodyReader;
import org.demarche.ingest.request.Deadline;
import org.demarche.ingest.request.PatientInput;
import org.demarche.log.json.Violation;
import org.demarche.sheet.CellFault;
import org.demarche.sheet.CellPlace;
import org.demarche.sheet.ColumnMap;
import org.demarche.sheet.CsvRows;
import org.demarche.sheet.RowReader;
import org.demarche.sheet.SheetFault;
import org.demarche.sheet.SheetHeader;
import org.demarche.sheet.SheetRows;
import org.demarche.sheet.SheetText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One report per row of a CSV file with Demarche's own columns. A fault also names its cell. */
public final class IncomingRows implements Incoming {

    public static final String CSV = "text/csv";

    private static final Logger LOG = LoggerFactory.getLogger(IncomingRows.class);

    private final PatientInput in;
    private final SheetRows rows;
    private final SheetHeader header;
    private final RowReader reader;
    private final Function<byte[], CompletableFuture<LineResult>> take;
    private long number;

    private IncomingRows(
            PatientInput in,
            SheetRows rows,
            SheetHeader header,
            Function<byte[], CompletableFuture<LineResult>> take) {
        this.in = in;
        this.rows = rows;
        this.header = header;
        this.take = take;
        reader = new RowReader(header, ColumnMap.NONE);
    }

    /**
     * Reads the header.
     *
     * @param encoding the encoding of a file without a byte order mark
     * @param take the function that takes the body of a row
     * @throws Refusal with 422 if the header cannot be read, or has faults
     */
    public static IncomingRows open(
            PatientInput in, Charset encoding, Function<byte[], CompletableFuture<LineResult>> take)
            throws IOException {
        try {
            var rows = CsvRows.open(SheetText.of(in, encoding).reader(), ColumnMap.NONE);
            return new IncomingRows(in, rows, SheetHeader.read(rows, ColumnMap.NONE), take);
        } catch (SheetFault e) {
            throw new Refusal(problem(e));
        }
    }

    private static Problem problem(SheetFault fault) {
        return fault.faults().isEmpty()
                ? Problem.invalid(List.of(new Violation("", String.valueOf(fault.getMessage()))))
                : Problem.invalid(
                        fault.faults().stream()
                                .map(
                                        one ->
                                                new Violation("", one.message(), one.suggestions())
                                                        .with("cell", fault.cell(one)))
                                .toList());
    }

    @Override
    public @Nullable Taken next() throws IOException {
        in.begin();
        for (var row = rows.next(); row != null; row = rows.next()) {
            number = row.number();
            var read = reader.read(row);
            if (!read.isBlank()) {
                return new Taken(number, result(read, number));
            }
            in.begin();
        }
        return null;
    }

    private CompletableFuture<LineResult> result(RowReader.Read read, long row) {
        if (!read.faults().isEmpty()) {
            return failed(
                    Problem.invalid(
                            read.faults().stream().map(fault -> violation(fault, row)).toList()));
        }
        var body = read.body().toString().getBytes(UTF_8);
        if (body.length > BodyReader.LONGEST_BODY) {
            return failed(Problem.tooLarge("The row", BodyReader.LONGEST_BODY));
        }
        try {
            return take.apply(body)
                    .exceptionallyCompose(
                            fault ->
                                    failed(Refusal.problemOf(fault).with(one -> placed(one, row))));
        } catch (RuntimeException e) {
            LOG.error("Row {} failed unexpectedly", row, e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private Violation violation(CellFault fault, long row) {
        return at(
                new Violation("", fault.message(), fault.suggestions()),
                header.place(fault.column(), row));
    }

    private Violation placed(Violation violation, long row) {
        return header.place(violation.pointer(), row)
                .map(place -> at(violation, place))
                .orElse(violation);
    }

    private static Violation at(Violation violation, CellPlace place) {
        return violation.with("cell", place.cell()).with("column", place.header());
    }

    private static CompletableFuture<LineResult> failed(Problem problem) {
        return CompletableFuture.failedFuture(new Refusal(problem));
    }

    @Override
    public boolean passOver() throws IOException {
        var left = false;
        in.begin();
        for (var row = rows.next(); row != null; row = rows.next()) {
            left |= !reader.read(row).isBlank();
            in.begin();
        }
        return left;
    }

    @Override
    public Deadline deadline() {
        return in.deadline();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void release() {
        in.release();
    }
}
