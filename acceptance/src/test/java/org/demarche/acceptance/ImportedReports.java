package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reports that come from another tool. */
interface ImportedReports {

    UpStack stack();

    /** Compares the output of the command with its documentation. */
    @Test
    default void a_file_of_another_tool_is_imported_once_and_as_was_announced() throws Exception {
        var file = OrrFile.make(stack().folder());
        var shown = Files.readString(Demarche.HOME.resolve("docs/import-dna.md"));
        var log = stack().log();
        var before = exported();

        var announced = importing(file, "--dry-run");

        assertThat(shown).contains("$ ./demarche import dna orr.dna --dry-run\n" + announced);
        assertThat(exportedBeside(before)).isEmpty();

        var first = importing(file);

        assertThat(standing(log, "the-orr-should-be-dammed"))
                .containsExactly(
                        "anglers-of-the-orr against 2021-05-14 null",
                        "ministry-of-works favor 2021-05-14 ana-reyes");
        assertThat(standing(log, "issue-117b800a"))
                .containsExactly(
                        "bo-lind favor 2021-05-14 bo-lind",
                        "ministry-of-works favor 2021-05-14 ana-reyes");
        var imported = exported();

        var second = importing(file);

        assertThat(shown).contains(lastLine(first) + lastLine(second));
        assertThat(exportedBeside(imported)).isEmpty();
    }

    /** The lines of the registry and of the log; the last one of each counts the others. */
    private List<String> exported() throws IOException {
        var registry = stack().api().get("/v1/export/registry").body();
        return (registry + stack().api().get("/v1/export/reports").body()).lines().toList();
    }

    /** The new and the changed lines: all lines would be too long to read. */
    private List<String> exportedBeside(List<String> before) throws IOException {
        return exported().stream().filter(line -> !before.contains(line)).toList();
    }

    /** The output of the import of a file with six statements that are skipped. */
    private String importing(Path file, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("import", "dna", file.toString()));
        arguments.addAll(List.of(more));
        var outcome = stack().demarche().run(arguments.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(1);
        return outcome.out().replace(file.toString(), file.getFileName().toString());
    }

    private static String lastLine(String text) {
        return text.lines().toList().getLast() + "\n";
    }

    /** The positions on an issue, each with its first day and its speaker. */
    private List<String> standing(ReportLog log, String issue) throws IOException {
        var positions =
                stack().api().get("/v1/issues/%s/positions".formatted(issue), log.end()).json();
        return positions.path("items").valueStream().map(ImportedReports::line).toList();
    }

    private static String line(JsonNode position) {
        return Stream.of("/actor", "/stance", "/since", "/latest/speaker")
                .map(field -> position.at(field).asText())
                .collect(Collectors.joining(" "));
    }
}
