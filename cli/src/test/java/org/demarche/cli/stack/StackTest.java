package org.demarche.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.cli.client.GatewayOption;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Starts and stops of a stack. */
class StackTest extends SupervisedStack {

    @Test
    void what_is_started_is_found_and_what_is_stopped_is_gone() throws IOException {
        var up = demarche("up", "--detach", "--port", String.valueOf(port));
        assertThat(up.err()).isEmpty();
        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .startsWith("Demarche is up")
                .contains("http://127.0.0.1:" + port)
                .contains("nobody has to sign in", "to half of this machine's memory at most.")
                .contains("%s/demarche template mine.csv%n".formatted(home), "docs/your-data.md")
                .doesNotContain("russia")
                .endsWith("%s/demarche down --data %s%n".formatted(home, data));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(demarche("status").out())
                .endsWith(
                        "All of it is ready: http://127.0.0.1:%d/. The logs are in %s/logs.%n"
                                .formatted(port, data));
        var status = demarche("status", "--json");
        assertThat(status.exitCode()).isZero();
        assertThat(json(status).path("url").asText()).isEqualTo("http://127.0.0.1:" + port);
        assertThat(json(status).path("parts").findValuesAsText("name"))
                .containsExactly("broker", "ingest", "position", "gateway");
        assertThat(json(status).path("parts").findValuesAsText("state")).containsOnly("ready");
        var processes = processes();
        var option = new GatewayOption(new Home(home));
        var command = CommandSpec.create().addMixin("at", CommandSpec.forAnnotatedObject(option));
        new CommandLine(command).parseArgs("--data", data.toString());
        var gateway = option.gateway();
        assertThat(option.again(gateway)).isSameAs(gateway);

        assertThat(demarche("down").out())
                .isEqualTo("Stopped. The data stays in %s.%n".formatted(data));
        assertThatThrownBy(() -> option.again(gateway))
                .hasMessageStartingWith("No stack is running on " + data);
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(demarche("status").exitCode()).isEqualTo(1);
        assertThat(demarche("down").out())
                .isEqualTo("No stack is running on %s.%n".formatted(data));
    }

    @Test
    void another_port_is_not_passed_over_beside_what_runs() {
        demarche("up", "--detach", "--port", String.valueOf(port));

        var other = demarche("up", "--detach", "--port", String.valueOf(port + 1));

        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err())
                .startsWith("A stack is running on " + data)
                .contains("It cannot change its port to " + (port + 1));
    }

    @Test
    void settings_reach_the_services_and_those_that_do_not_are_named() {
        var names =
                Set.of(
                        "DEMARCHE_WORKERS",
                        "DEMARCHE_URL",
                        "DEMARCHE_WORKER",
                        "DEMARCHE_SEEDS",
                        "KAFKA_PORT",
                        "PATH");

        assertThat(names.stream().filter(PassedEnvironment::reaches))
                .containsExactlyInAnyOrder("DEMARCHE_WORKERS", "PATH");
        assertThat(PassedEnvironment.leftOut(names))
                .containsExactly(
                        "The stack chooses these settings itself, and does not take them from your environment: DEMARCHE_SEEDS, KAFKA_PORT.",
                        "Demarche does not know these settings, and leaves them out: DEMARCHE_WORKER.");
    }

    @Test
    void an_empty_setting_is_not_set() {
        assertThat(PassedEnvironment.askForTokens(Map.of("DEMARCHE_AUTH", ""))).isFalse();
        assertThat(PassedEnvironment.askForTokens(Map.of("DEMARCHE_AUTH", "off"))).isFalse();
        assertThat(PassedEnvironment.askForTokens(Map.of("DEMARCHE_AUTH", "tokens"))).isTrue();
        assertThat(PassedEnvironment.set(Map.of("DEMARCHE_TLS_CERT", "", "PATH", "/bin")))
                .containsExactly("PATH");
    }

    @Test
    void a_busy_port_is_named_before_anything_is_started() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var up = demarche("up", "--detach", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(up.exitCode()).isEqualTo(4);
            assertThat(up.err())
                    .contains("Port %d of 127.0.0.1 is in use".formatted(taken.getLocalPort()));
            assertThat(data.resolve("logs/broker.log")).doesNotExist();
        }
    }

    /** As a terminal does it: the supervisor and all its children get the signal at once. */
    @Test
    void a_ctrl_c_stops_everything_in_order() throws Exception {
        assumeThat(signal("INT", "$$")).as("SIGINT is ignored by what runs this test").isNotZero();
        var up = inFront();
        Await.until("the stack is ready", this::ready);
        assertThat(up.isAlive()).isTrue();
        var children = processes();
        var pids = new ArrayList<>(List.of(String.valueOf(up.pid())));
        children.forEach(child -> pids.add(String.valueOf(child.pid())));

        signal("INT", pids.toArray(String[]::new));

        assertThat(up.waitFor()).isEqualTo(130);
        assertThat(children).hasSize(4).noneMatch(ProcessHandle::isAlive);
        assertThat(data.resolve("stack.json")).doesNotExist();
        assertThat(said()).startsWith("Demarche is up").doesNotContain("exit code");
        assertThat(Ports.isFree(port)).isTrue();
    }

    @Test
    void a_start_that_is_stopped_half_way_is_no_failure() throws Exception {
        Files.createFile(home.resolve("unready"));
        var up = inFront();
        Await.until(
                "four parts", () -> record().map(stack -> stack.parts().size() == 4).orElse(false));
        var children = processes();

        up.destroy();

        assertThat(up.waitFor()).isEqualTo(143);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(said()).isEmpty();
    }

    @Test
    void what_a_part_warns_of_comes_first() throws IOException {
        Files.createDirectory(home.resolve("seeds"));
        Files.writeString(
                home.resolve("details"),
                "{\"details\":{\"view\":{\"details\":{\"warnings\":[\"Look here\"]}}}}");

        var up = demarche("up", "--detach", "--port", String.valueOf(port));

        var warnings =
                List.of("ingest", "position", "gateway").stream()
                        .map(part -> "Warning: %s: Look here%n".formatted(part))
                        .collect(Collectors.joining());
        assertThat(up.out())
                .startsWith(warnings + "Demarche is up")
                .as("with seeds")
                .contains("demarche positions", "/v1/actors/russia/positions")
                .doesNotContain("template");
        assertThat(demarche("status").out()).startsWith(warnings + " what");
        assertThat(json(demarche("status", "--json")).path("warnings")).hasSize(3);
    }
}
