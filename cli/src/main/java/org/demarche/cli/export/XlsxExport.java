package org.demarche.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.Arrays;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.sheet.XlsxTable;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.sheet.ColumnMap;
import org.demarche.sheet.CsvRows;

/** Streams the reports as rows, and writes them as an Excel workbook. */
final class XlsxExport {

    private final Sink sink;

    XlsxExport(Sink sink) {
        this.sink = sink;
    }

    StatementExport.Result write(Gateway gateway, Address address) {
        var count = 0L;
        try (var rows =
                CsvRows.open(
                        new InputStreamReader(gateway.stream(address), UTF_8), ColumnMap.NONE)) {
            var header = rows.next();
            if (header == null) throw new IOException("the answer is empty");
            try (var table = new XlsxTable(new Bytes(sink), "reports", header.cells())) {
                for (var row = rows.next(); row != null; row = rows.next()) {
                    table.add(row.cells());
                    count++;
                }
            }
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "The export broke off after %d rows: %s.".formatted(count, Failure.reason(e)),
                    e);
        }
        return new StatementExport.Result(count);
    }

    /** Writes the bytes of a stream to a sink. */
    private static final class Bytes extends OutputStream {

        private final Sink sink;

        Bytes(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int one) {
            sink.write(new byte[] {(byte) one});
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            sink.write(Arrays.copyOfRange(bytes, from, from + length));
        }
    }
}
