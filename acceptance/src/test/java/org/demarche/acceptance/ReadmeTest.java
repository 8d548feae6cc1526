package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A newcomer's path: Compose up, the commands of README and docs as they are there, Compose down.
 */
@Order(1)
@ResourceLock(Shell.FOLDER)
class ReadmeTest {

    /** A project of the test's own: what somebody runs from this folder is left alone. */
    private static final String COMPOSE = "docker compose -p demarche-acceptance ";

    /** The gateway of Compose, though a stack of this folder may run elsewhere. */
    private static final String HERE = "export DEMARCHE_URL=http://127.0.0.1:8080; ";

    /** Takes down first what a run that was ended before its time may have left. */
    @BeforeAll
    static void up() throws IOException {
        Shell.requireCompose();
        down();
        run(COMPOSE + "up --build --wait");
    }

    @AfterAll
    static void down() throws IOException {
        if (Shell.run("docker compose version").exitCode() == 0) {
            run(COMPOSE + "--profile cli down --volumes --rmi local");
        }
    }

    /** All on one stack, in the order in which a reader meets the pages. */
    @Test
    void every_command_answers_what_is_shown_under_it() throws IOException {
        var readme = Demarche.HOME.resolve("README.md");
        var first = Walk.of(readme, "Six steps");

        assertThat(first).hasSize(6);
        walk(first);
        walk(Walk.of(Demarche.HOME.resolve("docs/tutorial.md")));
        walk(Walk.of(Demarche.HOME.resolve("docs/your-data.md")));
        walk(Walk.of(readme, "Your own data"));
        theCommandInAContainerAnswersTheSame(first.getFirst());
        moreWorkersAnswerTheSame(first.getFirst());
    }

    private static void walk(List<Walk.Step> steps) throws IOException {
        assertThat(steps).isNotEmpty();
        for (var step : steps) {
            var outcome = run(HERE + step.command());
            assertThat(Shown.matches(step.output(), outcome))
                    .as("%s%nshown:%n%s%nanswered:%n%s", step, step.output(), outcome)
                    .isTrue();
        }
    }

    /** Compose tells of its containers on standard error. */
    private static void theCommandInAContainerAnswersTheSame(Walk.Step read) throws IOException {
        var command = read.command().strip();
        assertThat(command).startsWith("./demarche ");
        run(COMPOSE + "build cli");
        var inContainer =
                command.replace("./demarche ", COMPOSE + "run --rm -T cli ") + " 2>/dev/null";
        assertThat(Shown.matches(read.output(), run(inContainer))).isTrue();
    }

    /**
     * Three more containers on the stack that is up: another start from nothing would cost a
     * minute.
     */
    private static void moreWorkersAnswerTheSame(Walk.Step read) throws IOException {
        run(COMPOSE + "up --wait --scale position-service=3");
        var workers = run(COMPOSE + "ps --quiet position-service").lines().toList();
        assertThat(workers).hasSize(3);
        assertThat(Shown.matches(read.output(), run(HERE + read.command()))).isTrue();
    }

    private static String run(String command) throws IOException {
        var outcome = Shell.run(command);
        assertThat(outcome.exitCode()).as("%s%n%s", command, outcome.output()).isZero();
        return outcome.output();
    }
}
