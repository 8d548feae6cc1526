package org.demarche.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.sheet.SheetSource;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.ProgressBar;
import org.demarche.cli.terminal.Terminal;

/** Sends files to the gateway line by line, and prints each line that failed. */
final class LineFiles {

    static final Path STANDARD_INPUT = Path.of("-");

    private final Terminal terminal;
    private final BatchUpload loading;
    private final boolean json;

    /**
     * @param json whether nothing is printed before the end, and then JSON
     */
    LineFiles(Terminal terminal, BatchUpload loading, boolean json) {
        this.terminal = terminal;
        this.loading = loading;
        this.json = json;
    }

    void send(Path file) {
        try (var lines = open(file);
                var progress = ProgressBar.of(file.toString(), bytes(file), json)) {
            loading.load(file.toString(), lines, progress::advance, telling(progress));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be read: %s.".formatted(file, Failure.reason(e)), e);
        }
    }

    /**
     * @param name the name of the lines that is printed if one of them is refused
     */
    void send(String name, String lines) throws IOException {
        var bytes = lines.getBytes(UTF_8);
        try (var progress = ProgressBar.of(name, bytes.length, json)) {
            loading.load(
                    name, new ByteArrayInputStream(bytes), progress::advance, telling(progress));
        }
    }

    private Consumer<RefusedLine> telling(ProgressBar progress) {
        return refused -> {
            if (!json) {
                progress.say(terminal.err(), refused.text());
            }
        };
    }

    /** Sends the rows of a spreadsheet. */
    void send(SheetSource source) {
        var file = source.sheet().file().toString();
        try (var progress = ProgressBar.of(file, -1, json)) {
            send(source, progress, telling(progress));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be read: %s.".formatted(file, Failure.reason(e)), e);
        }
    }

    private void send(SheetSource source, ProgressBar progress, Consumer<RefusedLine> tell)
            throws IOException {
        var file = source.sheet().file().toString();
        try (var lines =
                source.lines((row, why) -> loading.refuse(new RefusedLine(file, row, 422, why)))) {
            loading.loadRows(file, lines, source, progress::advance, tell);
        }
    }

    /**
     * Prints the summary, and waits until reads have everything that was written.
     *
     * @param done the word for what was done with the new lines, such as {@code filed}
     * @return the exit code
     */
    int end(String done) throws IOException {
        var result = loading.result();
        if (json) {
            terminal.out().println(Gateway.JSON.writeValueAsString(result));
        } else {
            result.registered().forEach(terminal.out()::println);
            result.warnings().forEach(terminal.err()::println);
            terminal.out().println(result.text(done));
        }
        loading.awaitReading();
        return result.failed() == 0 ? ExitCode.OK : ExitCode.NO;
    }

    static InputStream open(Path file) throws IOException {
        return isStandardInput(file) ? System.in : Files.newInputStream(file);
    }

    private static long bytes(Path file) throws IOException {
        return isStandardInput(file) ? -1 : Files.size(file);
    }

    static boolean isStandardInput(Path file) {
        return file.equals(STANDARD_INPUT);
    }
}
