package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.demarche.torture.check.Guarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Faults on a stack of real processes under load; the checker that judges the run has its own
 * tests. A slow machine tries fewer faults than twenty, and the run says how many.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has an address for each network")
@Isolated("it measures how soon a stack is back")
class TortureTest {

    private static final Path START_SCRIPT =
            Demarche.HOME.resolve("acceptance/src/test/resources/broker-start");

    @Test
    void twenty_faults_lose_nothing_double_nothing_and_make_no_answer_wrong() throws Exception {
        var outcome = Shell.run("./demarche torture --faults 20 --minutes 3 --seed 14");

        requireClean(outcome);
        assertThat(number(outcome.output(), "injected")).isGreaterThanOrEqualTo(5);
        assertThat(number(outcome.output(), "acknowledged")).isGreaterThan(500);
    }

    /**
     * The broker and each service are killed, and the position service is paused, as far as the
     * time goes.
     */
    @Test
    void containers_of_compose_lose_nothing_either(@TempDir Path folder) throws Exception {
        Shell.requireCompose();
        var outcome =
                Shell.run(
                        "./demarche torture --compose --seed 14 --rate 30 --minutes 2 --faults 5 --kinds %s%s"
                                .formatted(
                                        "kill-broker,kill-ingest,kill-position,kill-gateway,freeze-position",
                                        ifTheBrokerStartsOnceOnly(folder)));

        requireClean(outcome);
        assertThat(number(outcome.output(), "injected")).isPositive();
        assertThat(number(outcome.output(), "acknowledged")).isGreaterThan(100);
    }

    private static void requireClean(Shell.Outcome outcome) {
        outcome.output()
                .lines()
                .filter(
                        line ->
                                line.contains("not injected")
                                        || line.startsWith("The time is over"))
                .forEach(line -> System.out.println("SKIPPED in the torture: " + line));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        for (var guarantee : List.of(Guarantee.values())) {
            assertThat(outcome.output()).contains("| %s | 0 |".formatted(guarantee.column()));
        }
    }

    /**
     * Kafka's own image looks whether its storage is formatted. Another image under its name may
     * not, and then it gets a script that does.
     */
    private static String ifTheBrokerStartsOnceOnly(Path folder) throws IOException {
        var image = Shell.run("docker compose config --images kafka").output().strip();
        var looks =
                Shell.run(
                        "docker run --rm --entrypoint grep %s --recursive --quiet 'already formatted' /etc/kafka/docker"
                                .formatted(image));
        assertThat(looks.exitCode()).as(looks.output()).isBetween(0, 1);
        if (looks.exitCode() == 0) return "";
        System.out.println(
                "REPLACED in the torture: the start script of %s, because a broker of this image does not start a second time"
                        .formatted(image));
        var file =
                Files.writeString(
                        folder.resolve("broker.yml"),
                        "services: { kafka: { volumes: [\"%s:/etc/kafka/docker/run:ro\"] } }"
                                .formatted(START_SCRIPT));
        return " --compose-file " + file;
    }

    private static int number(String output, String row) {
        var beginning = "| " + row + " | ";
        var line = output.lines().filter(one -> one.startsWith(beginning)).findFirst();
        return Integer.parseInt(line.orElseThrow().replaceAll("[^0-9]", ""));
    }
}
