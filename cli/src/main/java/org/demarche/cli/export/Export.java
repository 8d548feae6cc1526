package org.demarche.cli.export;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.TimeOptions;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Pause;
import org.demarche.cli.terminal.ProgressBar;
import org.demarche.cli.terminal.Terminal;
import org.demarche.sqlite.table.SqliteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Writes out the registry and the log, or statements in other forms.")
public final class Export implements Callable<Integer> {

    /** The formats, by the names that users type. */
    enum Format {
        ndjson,
        csv,
        claims,
        plover,
        sheet,
        xlsx,
        sqlite
    }

    /** The formats that a file may have, by the end of its name. */
    private static final Map<String, List<Format>> FORMATS =
            Map.of(
                    ".csv", List.of(Format.csv, Format.sheet),
                    ".xlsx", List.of(Format.xlsx),
                    ".db", List.of(Format.sqlite),
                    ".sqlite", List.of(Format.sqlite));

    @Mixin private final GatewayOption gateway;

    @Option(
            names = "--actor",
            paramLabel = "ACTOR",
            description = "Only the reports or statements about this actor.")
    private @Nullable String actor;

    @Option(
            names = "--issue",
            paramLabel = "ISSUE",
            description =
                    "Only the statements about this issue, with csv, claims, plover and sqlite; may be repeated.")
    private List<String> issues = new ArrayList<>();

    @Option(
            names = "--recorded-by",
            paramLabel = "NAME",
            description = "Only the events that were written with an access token of this name.")
    private @Nullable String recordedBy;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "ndjson",
            description =
                    "ndjson: the registry, then every event, for `load --restore`; csv, claims (schema.org JSON-LD) or plover (JSON): statements; sheet (CSV) or xlsx: each report as it is now, to be edited and loaded again; sqlite: a database of all tables, for Datasette. By default ${DEFAULT-VALUE}.")
    private Format format = Format.ndjson;

    @Mixin private final TimeOptions time = new TimeOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "The file; by default standard output. It is called FILE.part until it is complete.")
    private @Nullable Path output;

    @Option(
            names = "--bom",
            description =
                    "With csv: begin with a byte order mark, by which Excel knows UTF-8. The format `sheet` always has one.")
    private boolean bom;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    @Option(names = "--json", description = "Print the size as JSON.")
    private boolean json;

    private final Terminal terminal;

    public Export(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() throws IOException {
        requireStatementsFolded();
        requireEnding();
        var api = gateway.gateway();
        if (format == Format.sqlite) return tables(api);
        try (var sink = sink();
                var progress = progress()) {
            return switch (format) {
                case csv, claims, plover -> statements(api, sink, progress);
                case sheet, xlsx -> reports(api, sink, progress);
                default -> log(api, sink, progress);
            };
        }
    }

    /**
     * Refuses a file whose name belongs to another format, because programs would refuse to open
     * it.
     */
    private void requireEnding() {
        var name = output == null ? "" : output.toString().toLowerCase(Locale.ROOT);
        FORMATS.forEach(
                (ending, formats) -> {
                    if (name.endsWith(ending) && !formats.contains(format)) {
                        throw new Failure(
                                ExitCode.USAGE,
                                "The name %s does not fit the format: add %s, or give the file another name."
                                        .formatted(
                                                output,
                                                formats.stream()
                                                        .map(one -> "--format " + one)
                                                        .collect(Collectors.joining(" or "))));
                    }
                });
    }

    private int log(Gateway api, Sink sink, ProgressBar progress) throws IOException {
        var result =
                new LogExport(api, sink, Pause::asleep, progress::advance).write(actor, recordedBy);
        sink.finish();
        progress.end(
                terminal.err(), json ? Gateway.JSON.writeValueAsString(result) : result.text());
        return result.unreadable() == 0 ? ExitCode.OK : ExitCode.NO;
    }

    private int statements(Gateway api, Sink sink, ProgressBar progress) throws IOException {
        var address =
                time.of(
                        Address.of("/v1/export/statements")
                                .with("format", format.name())
                                .with("actor", actor)
                                .with("issue", issues)
                                .with("bom", bom ? "true" : null));
        var export = new StatementExport(sink, format == Format.csv, progress::advance);
        var result = export.write(api, address);
        sink.finish();
        progress.end(
                terminal.err(), json ? Gateway.JSON.writeValueAsString(result) : result.text());
        return ExitCode.OK;
    }

    private int tables(Gateway api) throws IOException {
        if (output == null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "A database goes to a file: add --output FILE, such as out.db.");
        }
        var part = new PartFile(output, force);
        try (var progress = ProgressBar.watching(output.toString(), json)) {
            part.discard();
            var result = tables(api, part, progress);
            part.complete();
            progress.end(
                    terminal.err(), json ? Gateway.JSON.writeValueAsString(result) : result.text());
            return result.dangling() == 0 ? ExitCode.OK : ExitCode.NO;
        } catch (UncheckedIOException e) {
            throw part.unwritten(requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw part.unwritten(e);
        } finally {
            part.discard();
        }
    }

    private SqliteExport.Result tables(Gateway api, PartFile part, ProgressBar progress)
            throws IOException {
        var positions =
                time.of(Address.of("/v1/positions").with("actor", actor).with("issue", issues));
        try (var file = new SqliteFile(part.part())) {
            return new SqliteExport(api, file, () -> progress.at(file.rows(), 0, "rows"))
                    .write(positions);
        }
    }

    /**
     * Writes reports as rows. CSV has a byte order mark, so that a spreadsheet program reads and
     * writes it as UTF-8.
     */
    private int reports(Gateway api, Sink sink, ProgressBar progress) throws IOException {
        var address =
                Address.of("/v1/export/reports")
                        .with("format", "csv")
                        .with("actor", actor)
                        .with("bom", format == Format.sheet ? "true" : null);
        var result =
                format == Format.xlsx
                        ? new XlsxExport(sink).write(api, address)
                        : new StatementExport(sink, true, progress::advance).write(api, address);
        sink.finish();
        progress.end(
                terminal.err(), json ? Gateway.JSON.writeValueAsString(result) : result.text());
        return ExitCode.OK;
    }

    /**
     * Refuses options that do not belong to the format. An export of the log has the reports of all
     * times and grades, and applies no rule.
     */
    private void requireStatementsFolded() {
        if (format == Format.xlsx && output == null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--format xlsx needs --output FILE: a workbook is not for the terminal.");
        }
        if (bom && format != Format.csv && format != Format.sheet) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--bom is for csv: the format %s has no byte order mark.".formatted(format));
        }
        if (recordedBy != null && format != Format.ndjson) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--recorded-by needs --format ndjson: only the log knows who wrote an event.");
        }
        var isOfLog = List.of(Format.ndjson, Format.sheet, Format.xlsx).contains(format);
        if (isOfLog && !issues.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--format %s takes no --issue: choose csv, claims, plover or sqlite."
                            .formatted(format));
        }
        if (isOfLog && !time.words().isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--format %s takes no time, no grades and no rule: choose csv, claims, plover or sqlite."
                            .formatted(format));
        }
    }

    private Sink sink() {
        return output == null ? new TerminalSink(terminal.out()) : new FileSink(output, force);
    }

    /**
     * Returns a count without a bar, because the total is unknown. It is not shown if the lines go
     * to the terminal.
     */
    private ProgressBar progress() {
        return ProgressBar.of(String.valueOf(output), -1, json || output == null);
    }
}
