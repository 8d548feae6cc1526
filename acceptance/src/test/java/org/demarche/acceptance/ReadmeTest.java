package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A newcomer's path: Compose up, the README's commands as they stand there, Compose down. */
class ReadmeTest {

    /** A project of the test's own: what somebody runs from this folder is left alone. */
    private static final String COMPOSE = "docker compose -p demarche-acceptance ";

    /** Takes down first what a run that was ended before its time may have left. */
    @BeforeAll
    static void up() throws IOException {
        var docker = Shell.run("docker version && docker compose version && docker buildx version");
        assumeTrue(docker.exitCode() == 0, "no Docker with Compose answers: " + docker.output());
        down();
        run(COMPOSE + "up --build --wait");
    }

    @AfterAll
    static void down() throws IOException {
        if (Shell.run("docker compose version").exitCode() == 0) {
            run(COMPOSE + "down --volumes --rmi local");
        }
    }

    @Test
    void every_command_of_the_walk_answers_what_is_shown_under_it() throws IOException {
        var steps = Walk.of(Demarche.HOME.resolve("README.md"), "Five minutes");

        assertThat(steps).hasSizeGreaterThan(4);
        for (var step : steps) {
            var outcome = run(step.command());
            assertThat(Shown.matches(step.output(), outcome))
                    .as("%s%nshown:%n%s%nanswered:%n%s", step, step.output(), outcome)
                    .isTrue();
        }
        moreWorkersAnswerTheSame(steps.getFirst());
    }

    /**
     * Three more containers on the stack that is up: another start from nothing would cost a
     * minute.
     */
    private static void moreWorkersAnswerTheSame(Walk.Step read) throws IOException {
        run(COMPOSE + "up --wait --scale position-service=3");
        var workers = run(COMPOSE + "ps --quiet position-service").lines().toList();
        assertThat(workers).hasSize(3);
        assertThat(Shown.matches(read.output(), run(read.command()))).isTrue();
    }

    private static String run(String command) throws IOException {
        var outcome = Shell.run(command);
        assertThat(outcome.exitCode()).as("%s%n%s", command, outcome.output()).isZero();
        return outcome.output();
    }
}
