package org.demarche.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Changing an entry of the registry. */
class ChangeEntryTest extends RegistryCalls {

    @Test
    void a_change_keeps_the_rest_of_the_entry_and_names_what_it_read() {
        gateway.answersTagged("\"t1\"", REYES)
                .answers(200, NORLAND)
                .answers(200, REYES.replace("Ana Reyes", "Ana Reyes-Vell"));

        var run =
                demarche(
                        "actors",
                        "change",
                        "ana-reyes",
                        "--name",
                        "Ana Reyes-Vell",
                        "--alias",
                        "Reyes",
                        "--member-of",
                        "norland",
                        "--member-to",
                        "2025-01-31");

        assertThat(run).isEqualTo(new Run(0, "Changed ana-reyes: name.\n", ""));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/ana-reyes?asKnown=9999-12-31",
                        "GET /v1/actors/norland",
                        "PUT /v1/actors/ana-reyes");
        assertThat(gateway.asked().getLast().body())
                .isEqualTo(
                        """
                        {"id":"ana-reyes","kind":"person","name":"Ana Reyes-Vell","aliases":["Ana Reyes","Reyes"],"memberOf":[{"actor":"norland","role":"Minister","from":"2024-06-01","to":"2025-01-31"}]}""");
        assertThat(gateway.conditions().getLast()).isEqualTo("If-match: \"t1\"");
    }

    @Test
    void values_are_taken_away_and_lost_names_are_told() {
        gateway.answersTagged("\"t1\"", NORLAND)
                .answers(
                        200,
                        NORLAND.replace(
                                "\"memberOf\":[]",
                                "\"memberOf\":[],\"dropped\":{\"aliases\":[\"Kingdom of Nórland\"],\"code\":\"NOR\"}"));

        var run =
                demarche(
                        "actors",
                        "change",
                        "norland",
                        "--drop-alias",
                        "Kingdom of Nórland",
                        "--code",
                        "");

        assertThat(run.out()).endsWith("These names no longer mean it: Kingdom of Nórland.\n");
        assertThat(gateway.asked().getLast().body())
                .isEqualTo(
                        """
                        {"id":"norland","kind":"state","name":"Norland","aliases":[],"memberOf":[]}""");
    }

    @Test
    void a_change_that_somebody_else_made_meanwhile_is_a_conflict() {
        gateway.answersTagged("\"t1\"", NORLAND)
                .answers(412, "{\"title\":\"Changed\",\"status\":412}");

        assertThat(demarche("actors", "change", "norland", "--code", "NRL"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "Somebody changed the actor norland in the meantime: nothing was written. Look at it with `show`, and try again.\n"));
    }

    @Test
    void what_changes_nothing_or_a_merged_entry_is_not_written() {
        gateway.answersTagged("\"t1\"", NORLAND)
                .answersTagged(
                        "\"t2\"", NORLAND.replace("\"memberOf\":[]", "\"mergedInto\":\"belmora\""));

        assertThat(demarche("actors", "change", "norland", "--code", "NOR"))
                .isEqualTo(
                        new Run(0, "norland has these values already: nothing was written.\n", ""));
        assertThat(demarche("actors", "change", "norland", "--code", "NRL"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "norland was merged into belmora: change that one, or undo the merge with `demarche actors merge norland --undo --url %s`.\n"
                                        .formatted(gateway.url())));
        assertThat(requests()).noneMatch(each -> each.startsWith("PUT"));
    }

    @Test
    void a_membership_is_found_though_its_whole_was_merged_since() {
        gateway.answersTagged("\"t1\"", REYES.replace("\"norland\"", "\"norlandia\""))
                .answers(200, NORLAND)
                .answers(200, NORLAND)
                .answers(200, REYES)
                .answersTagged("\"t1\"", REYES.replace("\"norland\"", "\"norlandia\""))
                .answers(200, NORLAND)
                .answers(200, NORLAND)
                .answers(200, REYES);

        demarche(
                "actors",
                "change",
                "ana-reyes",
                "--member-of",
                "Norland",
                "--member-to",
                "2025-01-31");
        demarche("actors", "change", "ana-reyes", "--drop-member-of", "Norland");

        assertThat(requests())
                .containsSubsequence("GET /v1/actors/Norland", "GET /v1/actors/norlandia");
        assertThat(written())
                .containsExactly(
                        "[{\"actor\":\"norlandia\",\"role\":\"Minister\",\"from\":\"2024-06-01\",\"to\":\"2025-01-31\"}]",
                        "[]");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/memberships.txt", delimiter = '|')
    void a_membership_is_changed_where_it_is_known_which_one_is_meant(
            String before, String options, String after) {
        gateway.answersTagged(
                        "\"t1\"", "{\"id\":\"ana-reyes\",\"memberOf\":[%s]}".formatted(before))
                .answers(200, NORLAND)
                .answers(200, REYES);
        var words =
                new ArrayList<>(List.of("actors", "change", "ana-reyes", "--member-of", "Norland"));
        for (var word : options.split(" ")) words.add(word.equals("EMPTY") ? "" : word);

        var run = demarche(words.toArray(String[]::new));

        assertThat(after.startsWith("[") ? written() : List.of(run.err().strip()))
                .containsExactly(after);
    }

    @Test
    void an_empty_grade_takes_the_grade_of_its_day_away() {
        var daily =
                "{\"id\":\"daily\",\"name\":\"Daily\",\"aliases\":[],\"reliability\":[{\"grade\":\"B\"},{\"grade\":\"C\",\"from\":\"2025-01-01\"}]}";
        gateway.answersTagged("\"t1\"", daily).answers(200, daily).answersTagged("\"t1\"", daily);

        demarche("outlets", "change", "daily", "--grade", "", "--graded-from", "2025-01-01");
        var unknown =
                demarche(
                        "outlets", "change", "daily", "--grade", "", "--graded-from", "2026-01-01");

        assertThat(gateway.asked().get(1).body()).endsWith("\"reliability\":[{\"grade\":\"B\"}]}");
        assertThat(unknown)
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "daily has no grade from 2026-01-01: nothing was written.\n"));
    }
}
