package org.demarche.cli.stack;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.demarche.cli.terminal.Terminal;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The reference of settings has every option of {@code demarche up}, with its default. */
class UpOptionsTest {

    private static final String SECTION = "## `./demarche up`";
    private static final Pattern ROW = Pattern.compile("\\| `(--[a-z-]+)` \\| ([^|]*)\\|.*");

    @Test
    void every_option_is_in_the_reference_with_its_default() throws IOException {
        var nowhere = new PrintWriter(new StringWriter());
        var up = new Up(new Terminal(nowhere, nowhere), new Home(Path.of("")));
        var options = new CommandLine(up).getCommandSpec().options();
        var documented = documented();

        assertThat(documented.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        options.stream().map(option -> option.longestName()).toList());
        // the help tells other defaults in words
        assertThat(documented)
                .containsAllEntriesOf(
                        options.stream()
                                .filter(option -> option.defaultValue() != null)
                                .collect(
                                        toMap(
                                                option -> option.longestName(),
                                                option -> option.defaultValue())));
    }

    private static Map<String, String> documented() throws IOException {
        var lines = Files.readAllLines(Path.of("..", "docs", "configuration.md"));
        return lines.stream()
                .skip(lines.indexOf(SECTION) + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .collect(toMap(row -> row.group(1), row -> row.group(2).strip()));
    }
}
