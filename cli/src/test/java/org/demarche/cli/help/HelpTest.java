package org.demarche.cli.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir Path home;

    @Test
    void an_option_before_the_command_is_sent_behind_it() {
        assertThat(Run.demarche(home, "--data", "here", "positions").err())
                .startsWith(
                        "`demarche` has no option --data: put options after the command and its arguments.");
    }

    @Test
    void an_option_that_no_command_has_is_only_refused() {
        assertThat(Run.demarche(home, "--dataa", "here", "positions").err())
                .startsWith("`demarche` has no option --dataa.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void the_version_is_that_of_the_build(String option) {
        var run = Run.demarche(home, option);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("demarche [0-9]+[.][0-9]+[.][0-9]+\\S*\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "actors", "actors add", "import dna", "help", "retire"})
    void the_help_of_a_command_is_the_same_in_both_ways(String command) {
        var help = Run.demarche(home, ("help " + command).split(" "));

        assertThat(help).isEqualTo(Run.demarche(home, (command + " --help").split(" ")));
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: demarche ");
    }

    @Test
    void help_alone_lists_the_commands_and_a_wrong_word_is_told() {
        assertThat(Run.demarche(home, "help")).isEqualTo(Run.demarche(home, "--help"));
        assertThat(Run.demarche(home, "help", "positoins"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "`demarche` has no command positoins: did you mean positions?\n"));
        assertThat(Run.demarche(home, "help", "actors", "x").err())
                .isEqualTo("`demarche actors` has no command x.\n");
    }

    @Test
    void the_page_about_commands_shows_the_help_as_it_is() throws IOException {
        var shown = Files.readString(Path.of("..", "docs", "commands.md"));
        var help = Run.demarche(home, "--help").out().lines().map(String::stripTrailing);

        assertThat(shown).contains("```text\n" + help.collect(joining("\n")) + "\n```");
    }

    static Stream<String> commands() {
        return Run.commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void no_line_of_a_help_is_wider_than_eighty_columns(String command) {
        var help = Run.demarche(home, (command + " --help").strip().split(" ")).out();

        assertThat(help).startsWith("Usage: demarche ");
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void the_manual_page_has_each_command_with_its_options() {
        var page = Run.demarche(home, "help", "--man").out();

        assertThat(page).startsWith(".TH DEMARCHE 1\n.SH NAME\ndemarche \\- Where does");
        assertThat(page.lines())
                .contains(
                        ".SS demarche actors add [OPTIONS] NAME",
                        "\\fB\\-\\-wikidata\\fR \\fIWIKIDATA\\fR",
                        "The item of Wikidata, such as Q42.",
                        "\\fB\\-\\-reason\\fR, \\fB\\-\\-why\\fR \\fITEXT\\fR",
                        "\\fB130, 143\\fR");
        assertThat(page).doesNotContain("${");
        var sections = page.lines().filter(line -> line.startsWith(".SS ")).toList();
        assertThat(commands().filter(command -> !command.isEmpty() && !command.equals("retire")))
                .allMatch(
                        command ->
                                sections.stream()
                                        .anyMatch(
                                                line ->
                                                        line.startsWith(
                                                                ".SS demarche "
                                                                        + command.replace(
                                                                                "-", "\\-"))));
    }

    @Test
    void bash_completes_commands_and_options() throws Exception {
        assumeThat(BASH).exists();
        var script = home.resolve("completion");
        Files.writeString(script, Run.demarche(home, "completion", "bash").out());

        assertThat(completed(script, "demarche", "act")).isEqualTo("actors");
        assertThat(completed(script, "demarche", "actors", "se")).isEqualTo("search");
        assertThat(completed(script, "demarche", "actors", "add", "--wiki"))
                .isEqualTo("--wikidata");
        assertThat(completed(script, "demarche", "completion", "f")).isEqualTo("fish");
    }

    /** The words that a shell offers for the last one; it complains that nobody pressed a key. */
    private static String completed(Path script, String... words) throws Exception {
        var command =
                "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_demarche; echo \"${COMPREPLY[*]}\""
                        .formatted(script, String.join(" ", words), words.length - 1);
        var process =
                new ProcessBuilder(BASH.toString(), "-c", command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    }

    @Test
    void fish_is_told_each_command_and_option_where_it_may_stand() {
        assertThat(Run.demarche(home, "completion", "fish").out().lines())
                .startsWith("complete -c demarche -f")
                .contains(
                        "complete -c demarche -n '__fish_seen_subcommand_from actors; and __fish_seen_subcommand_from add' -l wikidata -r -d 'The item of Wikidata, such as Q42.'")
                .anyMatch(line -> line.contains(" retract' -l reason -l why -r -d '"))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "complete -c demarche -n '__fish_seen_subcommand_from actors; and not __fish_seen_subcommand_from add change merge search show' -a merge -d '"));
    }
}
