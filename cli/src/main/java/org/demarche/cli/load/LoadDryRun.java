package org.demarche.cli.load;

import java.io.IOException;
import java.nio.file.Path;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.sheet.DryRunResult;
import org.demarche.cli.sheet.LinePlaces;
import org.demarche.cli.sheet.NameAnswers;
import org.demarche.cli.sheet.SheetFile;
import org.demarche.cli.sheet.SheetOptions;
import org.demarche.cli.sheet.SheetSource;
import org.demarche.cli.terminal.Terminal;

/** Tries out files and prints the outcome of each line. Nothing is written. */
final class LoadDryRun {

    private final Terminal terminal;
    private final BatchUpload loading;
    private final SheetOptions options;
    private final boolean json;

    /**
     * @param loading an upload that is a dry run
     * @param json whether nothing is printed before the end of a file, and then JSON
     */
    LoadDryRun(Terminal terminal, BatchUpload loading, SheetOptions options, boolean json) {
        this.terminal = terminal;
        this.loading = loading;
        this.options = options;
        this.json = json;
    }

    /** Whether every line would be accepted. */
    boolean isGood(Path file) throws IOException {
        return SheetFile.isSheet(file) ? isGoodSheet(file) : isGoodLines(file);
    }

    private boolean isGoodLines(Path file) throws IOException {
        var forecast =
                new DryRunResult(
                        file.toString(), "line", NameAnswers.NONE, LinePlaces.NONE, this::tell);
        try (var lines = LineFiles.open(file)) {
            loading.load(file.toString(), lines, LinePlaces.NONE, forecast::take, _ -> {}, _ -> {});
        }
        return end(forecast);
    }

    private boolean isGoodSheet(Path file) throws IOException {
        var answers = options.answers(true);
        try (var sheet = SheetFile.open(file, options, true)) {
            if (!json) {
                sheet.notes().forEach(terminal.err()::println);
                if (!answers.note().isEmpty()) terminal.err().println(answers.note());
            }
            var source = new SheetSource(sheet, answers);
            var name = file.toString();
            var forecast = new DryRunResult(name, "row", answers, source, this::tell);
            try (var lines =
                    source.lines(
                            (row, why) -> loading.refuse(new RefusedLine(name, row, 422, why)))) {
                loading.load(name, lines, source, forecast::take, _ -> {}, _ -> {});
            }
            if (options.names() != null) {
                answers.add(options.names(), forecast);
            }
            return end(forecast);
        }
    }

    private void tell(String fault) {
        if (!json) {
            terminal.err().println(fault);
        }
    }

    private boolean end(DryRunResult forecast) throws IOException {
        if (json) {
            terminal.out().println(Gateway.JSON.writeValueAsString(forecast.json()));
        } else {
            forecast.text().forEach(terminal.out()::println);
        }
        return forecast.isGood();
    }
}
