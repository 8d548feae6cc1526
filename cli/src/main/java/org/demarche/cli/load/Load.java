package org.demarche.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.sheet.Encoding;
import org.demarche.cli.sheet.NameAnswers;
import org.demarche.cli.sheet.SheetFile;
import org.demarche.cli.sheet.SheetOptions;
import org.demarche.cli.sheet.SheetSource;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.InputFile;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "load",
        description = {
            "Files reports from files with one JSON object per line, or from spreadsheets (.csv, .tsv, .xlsx) with one report per row.",
            "A refused line is printed with its number, and the other lines are filed. You may load a file again: nothing is filed twice.",
            "A row of `demarche export --format sheet` that you have edited corrects its report. `demarche template` writes an empty sheet."
        })
public final class Load implements Callable<Integer> {

    private static final List<String> KINDS =
            List.of("state", "organization", "person", "group", "true");

    @Mixin private final GatewayOption gateway;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Spreadsheets, or NDJSON files; - is standard input (NDJSON).")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--restore",
            description =
                    "FILE is an export: restores its registry and its reports into an empty log; each event keeps the instant at which it was recorded.")
    private boolean restore;

    @Option(
            names = "--register",
            paramLabel = "KIND",
            description =
                    "Register unknown names: actors as this kind (state, organization, person or group), and issues and outlets; with true, issues and outlets only. All unknown actors become this one kind, speakers too: where they differ, use --names. A name close to a known one is refused.")
    private @Nullable String register;

    @Option(
            names = "--force",
            description = "With --register: also register names that are close to known ones.")
    private boolean force;

    @Option(
            names = "--dry-run",
            description =
                    "Write nothing: print what would be filed or corrected, what is known already, every fault, and the unknown names.")
    private boolean dryRun;

    @Mixin private final SheetOptions sheets = new SheetOptions();

    @Option(
            names = "--json",
            description = "Print JSON, with the refused lines and the registered names.")
    private boolean json;

    private final Terminal terminal;

    public Load(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() throws IOException {
        if (restore && files.size() > 1) {
            throw new Failure(ExitCode.USAGE, "--restore takes one file.");
        }
        requireRegister();
        requireSheets();
        for (var file : files) {
            if (!LineFiles.isStandardInput(file)) {
                InputFile.requireReadable(file);
            }
        }
        for (var file : files) {
            if (SheetFile.isSheet(file)) {
                SheetFile.open(file, sheets, dryRun).close();
            } else if (Files.isRegularFile(file)) {
                SheetFile.refuseUnnamed(file);
                Encoding.requireUtf8(file);
            }
        }
        var api = gateway.toWrite();
        if (dryRun) {
            return tryOut(BatchUpload.registering(api, register, force, true));
        }
        var loading =
                restore
                        ? BatchUpload.restoring(api)
                        : BatchUpload.registering(api, register, force, false);
        var lines = new LineFiles(terminal, loading, json);
        var answers = sheets.answers(false);
        answers.register(
                api,
                sentence -> {
                    if (!json) terminal.out().println(sentence);
                });
        for (var file : files) {
            if (SheetFile.isSheet(file)) {
                send(file, lines, answers);
            } else {
                lines.send(file);
            }
        }
        var exitCode = lines.end(restore ? "restored" : "filed");
        tellHowToCorrect(loading);
        if (!restore || loading.endsWithSummary()) {
            return exitCode;
        }
        terminal.err()
                .println(
                        "%s is not complete: it does not end with a summary. Export once more and load that file; events that are restored already are not written twice."
                                .formatted(files.getFirst()));
        return ExitCode.NO;
    }

    private int tryOut(BatchUpload loading) throws IOException {
        var trying = new LoadDryRun(terminal, loading, sheets, json);
        var good = true;
        for (var file : files) {
            good &= trying.isGood(file);
        }
        tellHowToCorrect(loading);
        return good ? ExitCode.OK : ExitCode.NO;
    }

    private void tellHowToCorrect(BatchUpload loading) {
        if (!restore && !json && loading.isTaken()) {
            terminal.err()
                    .println(
                            "To correct reports that are filed, edit them in the sheet that `demarche export --format sheet` writes, and load that.");
        }
    }

    private void send(Path file, LineFiles lines, NameAnswers answers) {
        try (var sheet = SheetFile.open(file, sheets, false)) {
            if (!json) {
                sheet.notes().forEach(terminal.err()::println);
            }
            lines.send(new SheetSource(sheet, answers));
        }
    }

    private void requireSheets() {
        var sheet = files.stream().filter(SheetFile::isSheet).findFirst();
        if (restore && (sheet.isPresent() || dryRun)) {
            throw new Failure(
                    ExitCode.USAGE,
                    sheet.map(
                                    "--restore needs an export of the log: %s is a spreadsheet."
                                            ::formatted)
                            .orElse("--restore has no --dry-run."));
        }
        if (sheet.isEmpty() && sheets.given() != null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s needs a spreadsheet: FILE must end with .csv, .tsv or .xlsx."
                            .formatted(sheets.given()));
        }
        if (sheets.names() != null && !dryRun && Files.notExists(sheets.names())) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s does not exist: `--dry-run --names` writes it.".formatted(sheets.names()));
        }
    }

    private void requireRegister() {
        if (register == null) {
            if (force) {
                throw new Failure(ExitCode.USAGE, "--force needs --register: give both.");
            }
            return;
        }
        if (restore) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--restore takes its names from the export: leave --register out.");
        }
        if (!KINDS.contains(register)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--register: '%s' is not one of %s."
                            .formatted(register, String.join(", ", KINDS)));
        }
    }
}
