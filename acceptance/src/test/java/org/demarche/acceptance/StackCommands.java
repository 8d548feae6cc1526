package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.demarche.log.VersionId;
import org.junit.jupiter.api.Test;

/** The commands that keep versions, definitions and the registry of a stack. */
interface StackCommands {

    UpStack stack();

    @Test
    default void a_version_is_built_compared_and_taken_back_by_commands() throws Exception {
        var versions = new Versions(stack().api());
        var before = Versions.FIRST;

        var replay = stack().demarche().run("replay", "positions", "--json");

        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
        var document = Api.parse(replay.out());
        assertThat(document.path("state").asText()).isEqualTo("live");
        var built = new VersionId("positions", document.path("version").asInt());
        assertThat(stack().said("projections", "positions"))
                .contains("%d       | standby".formatted(before.number()))
                .contains("%d       | live".formatted(built.number()));
        versions.awaitEnd(before);
        assertThat(stack().said("diff", "positions", String.valueOf(before.number())))
                .startsWith(
                        before
                                + " against the live version: 0 different, 0 only in this version, 0 only");
        var key = "p/russia/ukraine-talks";
        assertThat(Api.parse(stack().said("documents", "positions", key, "--json")))
                .isEqualTo(stack().api().get("/v1/actors/russia/positions/ukraine-talks").json());

        assertThat(stack().said("rollback", "positions")).isEqualTo(before + " is live now.\n");
        assertThat(stack().said("retire", "positions", String.valueOf(built.number())))
                .isEqualTo(built + " is retired: its documents are deleted.\n");
        assertThat(stack().said("replay", "positions", "--follow", String.valueOf(before.number())))
                .startsWith(before + " is live: ");
        var gone =
                stack().demarche()
                        .run("replay", "positions", "--follow", String.valueOf(built.number()));
        assertThat(gone.out()).isEqualTo(built + " was retired.\n");
    }

    @Test
    default void a_definition_is_tried_declared_and_read_by_commands() throws Exception {
        var coverage = Demarche.HOME.resolve("seeds/projections/coverage.json");
        var again = stack().folder().resolve("again.json");
        Files.writeString(
                again, Files.readString(coverage).replace("\"coverage\"", "\"coverage-again\""));
        var faulty = stack().folder().resolve("faulty.json");
        Files.writeString(
                faulty,
                """
                {"name": "faulty", "key": "string(1 / size(report.conditions))", "fields": {"n": "count()"}}
                """);

        var tried = stack().said("declare", coverage.toString(), "--dry-run", "85");
        var faults = stack().demarche().run("declare", faulty.toString(), "--dry-run", "85");
        var seeded = Api.parse(stack().said("declare", coverage.toString(), "--json"));
        var declared = stack().said("declare", again.toString());

        assertThat(tried).contains(" matched. Nothing was declared.\n{\"key\":\"article-00");
        assertThat(faults.exitCode()).isEqualTo(1);
        assertThat(faults.out())
                .containsPattern(
                        "an expression failed[.] Nothing was declared[.]\nfault: [a-z.0-9-]+: /key: ");
        assertThat(seeded.path("version").asInt()).isEqualTo(1);
        assertThat(declared).startsWith("coverage-again/1 is live: ");
        assertThat(stack().said("projections"))
                .contains(" coverage-again | 1       | live")
                .doesNotContain("faulty");
        new Versions(stack().api()).awaitEnd(new VersionId("coverage", 1));
        var documents = stack().said("documents", "coverage", "--limit", "1000");
        assertThat(documents).contains("article-001  {");
        assertThat(stack().said("documents", "coverage-again", "--limit", "1000"))
                .isEqualTo(documents);
    }

    @Test
    default void the_registry_is_kept_by_the_commands_that_its_page_shows() throws Exception {
        var page = Demarche.HOME.resolve("docs/registry.md");
        var here = "export DEMARCHE_URL=http://127.0.0.1:%d; ".formatted(stack().demarche().port());

        for (var step : Walk.of(page, "By command")) {
            var outcome = Shell.run(here + step.command());
            assertThat(Shown.matches(step.output(), outcome.output()))
                    .as("%s%nshown:%n%s%nanswered:%n%s", step, step.output(), outcome.output())
                    .isTrue();
        }
        // the other tests compare what is served with what is filed
        assertThat(stack().said("actors", "merge", "valdoran-union", "--undo"))
                .isEqualTo("valdoran-union is an entry of its own again.\n");
    }

    @Test
    default void who_decided_and_why_is_read_by_a_command() throws Exception {
        var definition = stack().folder().resolve("decided.json");
        Files.writeString(
                definition,
                """
                {"name": "decided", "key": "report.stance", "fields": {"n": "count()"}}
                """);
        stack().said("declare", definition.toString(), "--by", "Ada", "--why", "To count stances");

        assertThat(stack().said("decisions", "decided"))
                .containsPattern("version 1 promoted by gateway: it is ready\n")
                .containsPattern("version 1 declared by Ada: To count stances\n$");
    }
}
