package org.demarche.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.workplace.FlightRecorder;
import org.demarche.bench.workplace.Stack;
import org.demarche.bench.workplace.TimeLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The stack is this process itself, as a gateway. */
class ProfileOptionTest {

    private static final BenchReport MEASURED =
            BenchReport.of("A run", List.of(Figure.of("speed", 3, "requests/s")));
    private static final Duration BUSY = Duration.ofMillis(200);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final ProfileOption option = new ProfileOption();

    @TempDir private Path temporary;

    @Test
    void all_rounds_but_the_warm_up_are_in_the_flame_graph() throws Exception {
        var folder = temporary.resolve("profile");
        new CommandLine(option).parseArgs("--profile", folder.toString());
        var rounds =
                List.<Runnable>of(this::warmUp, this::firstRound, this::secondRound).iterator();
        var contender = option.during("read", stack(), _ -> run(rounds.next()));
        for (var n = 0; n < 3; n++) {
            contender.run(ROUND);
        }

        var report = option.addTo(MEASURED);

        assertThat(report.title()).isEqualTo("A run, figures of a profiled run");
        assertThat(report.figures()).startsWith(MEASURED.figures().getFirst()).hasSize(2);
        var profile = report.figures().getLast();
        assertThat(profile.name()).isEqualTo("profile: read, gateway");
        assertThat(profile.value()).isEqualTo(100);
        assertThat(profile.note()).contains("ProfileOptionTest.keepBusy");
        assertThat(folder).isDirectoryContaining("glob:**/read-gateway.html");
        assertThat(folder.resolve("read-gateway.html"))
                .content(UTF_8)
                .contains("firstRound", "secondRound", "<html", "read-gateway")
                .doesNotContain("warmUp", "src=");
    }

    @Test
    void without_the_option_nothing_changes() throws Exception {
        Rounds.Contender contender = _ -> run(() -> {});

        assertThat(option.during("read", stack(), contender)).isSameAs(contender);
        assertThat(option.addTo(MEASURED)).isSameAs(MEASURED);
    }

    @Test
    void a_recording_that_somebody_else_stops_ends_the_measurement() throws Exception {
        new CommandLine(option).parseArgs("--profile", temporary.toString());
        var other = temporary.resolve("other.jfr");
        var contender =
                option.during(
                        "read",
                        stack(),
                        time -> {
                            if (time.equals(ROUND)) {
                                FlightRecorder.stop(ProcessHandle.current(), other);
                            }
                            return run(() -> {});
                        });
        contender.run(WARM_UP);

        assertThatThrownBy(() -> contender.run(ROUND))
                .isInstanceOf(BenchException.class)
                .hasMessageStartingWith("A process could not be profiled. ")
                .hasMessageContaining("JFR.stop name=demarche-bench");
        assertThat(other).isNotEmptyFile();
    }

    private Stack stack() throws Exception {
        var data = Files.createDirectories(temporary.resolve("a stack"));
        Files.writeString(
                data.resolve("stack.json"),
                "{\"parts\":[{\"name\":\"gateway\",\"process\":{\"pid\":%d}}]}"
                        .formatted(ProcessHandle.current().pid()));
        return new Stack(data, ProcessHandle.current(), TimeLimit.in(ROUND));
    }

    private static Loaded run(Runnable round) {
        round.run();
        return Loaded.counted(1, ROUND);
    }

    private void warmUp() {
        keepBusy();
    }

    private void firstRound() {
        keepBusy();
    }

    private void secondRound() {
        keepBusy();
    }

    private static long keepBusy() {
        var threads = ManagementFactory.getThreadMXBean();
        var end = threads.getCurrentThreadCpuTime() + BUSY.toNanos();
        var sum = 1L;
        while (threads.getCurrentThreadCpuTime() < end) {
            for (var n = 0; n < 100_000; n++) {
                sum = 31 * sum + n;
            }
        }
        return sum;
    }
}
