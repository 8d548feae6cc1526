package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.demarche.cli.stack.TypedCommand;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.demarche.sheet.BodyCells;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "template",
        description = {
            "Writes an empty sheet for reports, one per row, to be filled in and loaded.",
            "A report needs holder, issue, stance, outlet, and one of saidOn and publishedOn. You may delete any other column. An .xlsx file explains the columns on its second sheet."
        })
public final class Template implements Callable<Integer> {

    /** The columns that only filed reports have. */
    private static final Set<String> OF_FILED = Set.of("report", "event", "retracted");

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "The file to write; by default standard output. A name that ends in .xlsx makes an Excel workbook.")
    private @Nullable Path file;

    @Option(names = "--xlsx", description = "Write an Excel workbook, whatever the name of FILE.")
    private boolean xlsx;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    private final Terminal terminal;

    public Template(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var columns =
                BodyCells.headers().stream().filter(name -> !OF_FILED.contains(name)).toList();
        if (file == null) {
            if (xlsx) {
                throw new Failure(
                        ExitCode.USAGE, "--xlsx needs FILE: a workbook is not for the terminal.");
            }
            terminal.out().println(String.join(",", columns));
            return ExitCode.OK;
        }
        var name = file.toString().toLowerCase(Locale.ROOT);
        if (!xlsx && !name.endsWith(".csv") && !name.endsWith(".xlsx")) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s is not written: a template is CSV or an Excel workbook, so give its name the ending .csv or .xlsx."
                            .formatted(file));
        }
        if (Files.exists(file) && !force) {
            throw new Failure(
                    ExitCode.USAGE, "%s exists already: --force replaces it.".formatted(file));
        }
        var workbook = xlsx || name.endsWith(".xlsx");
        try {
            Files.write(file, workbook ? workbook(columns) : csv(columns));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be written: %s.".formatted(file, Failure.reason(e)), e);
        }
        terminal.out()
                .println(
                        "%s is written: fill in a row for each report, and try it out with `demarche load --dry-run %s`."
                                .formatted(file, TypedCommand.quoted(file.toString())));
        return ExitCode.OK;
    }

    /**
     * Returns an empty sheet with a byte order mark, so that spreadsheet programs read and write it
     * as UTF-8.
     */
    private static byte[] csv(List<String> columns) {
        return ("\uFEFF" + CSVFormat.RFC4180.format(columns.toArray()) + "\r\n").getBytes(UTF_8);
    }

    private static byte[] workbook(List<String> columns) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var table = new XlsxTable(bytes, "reports", columns)) {
            table.explain("columns", columns.size(), ColumnHelp.lines());
        }
        return bytes.toByteArray();
    }
}
