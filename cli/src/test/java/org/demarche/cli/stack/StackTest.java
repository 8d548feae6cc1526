package org.demarche.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.demarche.cli.Run;
import org.demarche.cli.client.GatewayOption;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Real processes under a real supervisor; only what they do besides listening is left out. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StackTest {

    @TempDir Path home;

    private Path data;
    private int port;

    @BeforeEach
    void build() throws IOException {
        data = home.resolve("data");
        port = Ports.free(1).getFirst();
        for (var module : List.of("broker", "ingest-service", "position-service", "api-gateway")) {
            var app = Files.createDirectories(home.resolve(module).resolve("target/app"));
            jar(app.resolve("fake.jar"));
        }
    }

    @AfterEach
    void stop() {
        demarche("down");
    }

    @Test
    void what_is_started_is_found_and_what_is_stopped_is_gone() throws IOException {
        var up = demarche("up", "--detach", "--port", String.valueOf(port));
        assertThat(up.err()).isEmpty();
        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .startsWith("Demarche is up")
                .contains("http://127.0.0.1:" + port)
                .contains("nobody has to sign in", "Its heaps may grow to 4 GB in all.")
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

    /** Only who may give a file away can try it. */
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void a_record_of_somebody_else_stops_nothing() throws Exception {
        demarche("up", "--detach", "--port", String.valueOf(port));
        var processes = processes();
        var record = data.resolve("stack.json");
        var users = data.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(record, users.lookupPrincipalByName("nobody"));

        var down = demarche("down");

        assertThat(down.exitCode()).isEqualTo(1);
        assertThat(down.err())
                .contains("stack.json belongs to nobody, and you are root")
                .contains("choose another folder with --data");
        assertThat(processes).allMatch(ProcessHandle::isAlive);
        Files.setOwner(record, users.lookupPrincipalByName("root"));
    }

    /** It names a process of the user who looks, and may be reached through a link. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void a_folder_of_somebody_else_stops_no_process(boolean linked) throws Exception {
        var process = new ProcessBuilder("sleep", "600").start();
        try {
            var named = StackRecord.Identity.of(process.toHandle());
            var part = new StackRecord.Entry("broker", "127.0.0.1:1", false, null, "", named);
            var own = Files.createDirectories(linked ? home.resolve("own") : data);
            new Folder(own)
                    .write(new StackRecord(named, "http://127.0.0.1:1", true, List.of(part)));
            Files.createDirectories(data);
            Files.createFile(data.resolve("lock"));
            var record = data.resolve("stack.json");
            if (linked) Files.createSymbolicLink(record, own.resolve("stack.json"));
            var users = data.getFileSystem().getUserPrincipalLookupService();
            Files.getFileAttributeView(
                            record, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(users.lookupPrincipalByName("nobody"));

            var up = demarche("up", "--detach", "--port", String.valueOf(port));
            var down = demarche("down");

            for (var refused : List.of(up, down)) {
                assertThat(refused.exitCode()).isEqualTo(1);
                assertThat(refused.err())
                        .contains("stack.json belongs to nobody, and you are root");
            }
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void one_folder_holds_one_stack() {
        demarche("up", "--detach", "--port", String.valueOf(port));

        var again = demarche("up", "--detach", "--port", String.valueOf(port));
        assertThat(again.exitCode()).isZero();
        assertThat(again.out())
                .startsWith("A stack is running on " + data + ": http://127.0.0.1:" + port);

        var inFront = demarche("up", "--port", String.valueOf(port));
        assertThat(inFront.exitCode()).isEqualTo(1);
        assertThat(inFront.err()).isEqualTo(again.out());
    }

    @Test
    void what_is_killed_is_started_again() throws IOException {
        demarche("up", "--detach", "--port", String.valueOf(port));
        var before = part("position");

        ProcessHandle.of(before.path("pid").asLong()).orElseThrow().destroyForcibly();

        var after = part("position");
        while (!after.path("state").asText().equals("ready")
                || after.path("pid").equals(before.path("pid"))) after = part("position");
        assertThat(after.path("address")).isEqualTo(before.path("address"));
        assertThat(part("gateway").path("state").asText()).isEqualTo("ready");
    }

    @Test
    void what_a_killed_supervisor_left_behind_is_stopped_before_a_new_start() throws IOException {
        demarche("up", "--detach", "--port", String.valueOf(port));
        var left = processes();
        var supervisor = new Folder(data).read().orElseThrow().supervisor().find().orElseThrow();
        supervisor.destroyForcibly();
        supervisor.onExit().join();

        var status = demarche("status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).contains("broker", "The process that started these has ended.");

        var stopped = demarche("down");

        assertThat(stopped.err()).contains("Stopping the gateway", "Stopping the broker");
        assertThat(left).hasSize(4).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void what_is_left_behind_is_stopped_whatever_is_written_of_its_start() throws IOException {
        demarche("up", "--detach", "--port", String.valueOf(port));
        var left = processes();
        var supervisor = new Folder(data).read().orElseThrow().supervisor().find().orElseThrow();
        supervisor.destroyForcibly();
        supervisor.onExit().join();
        setStarts();

        assertThat(demarche("status").out())
                .contains("broker", "The process that started these has ended.");
        assertThat(demarche("down").err()).contains("Stopping the gateway", "Stopping the broker");
        assertThat(left).hasSize(4).noneMatch(ProcessHandle::isAlive);
    }

    /** As when the clock was set after the start, for those who reckon with it. */
    @Test
    void the_lock_says_what_runs_whatever_is_written_of_its_start() throws IOException {
        demarche("up", "--detach", "--port", String.valueOf(port));
        var left = processes();
        setStarts();

        var status = demarche("status", "--json");
        assertThat(json(status).path("parts").findValuesAsText("state")).containsOnly("ready");
        assertThat(status.exitCode()).isZero();

        assertThat(demarche("down").out()).startsWith("Stopped.");
        assertThat(left).hasSize(4).noneMatch(ProcessHandle::isAlive);
    }

    private void setStarts() throws IOException {
        var record = data.resolve("stack.json");
        var edited = Files.readString(record).replaceAll("(\"startedMillis\" : )\\d+", "$112345");
        assertThat(edited).isNotEqualTo(Files.readString(record));
        Files.writeString(record, edited);
    }

    @Test
    void the_start_of_a_process_is_reckoned_from_that_of_the_machine() {
        var here = ProcessHandle.current();
        var started = StackRecord.Identity.of(here).startedMillis();

        var wall = here.info().startInstant().orElseThrow().toEpochMilli();
        assertThat(started).isLessThan(wall);
        assertThat(new StackRecord.Identity(here.pid(), started).find()).contains(here);
        assertThat(new StackRecord.Identity(here.pid(), started - 1_000).find()).isEmpty();
    }

    @Test
    void a_folder_that_is_held_is_never_called_stopped() throws Exception {
        var up = inFront();
        Await.until("the stack is ready", this::ready);
        var record = Files.readString(data.resolve("stack.json"));
        Files.delete(data.resolve("stack.json"));

        var down = demarche("down");
        assertThat(down.exitCode()).isEqualTo(1);
        assertThat(down.err()).startsWith("Another process is starting or stopping a stack");
        var status = demarche("status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).startsWith("Another process is starting or stopping a stack");

        Files.writeString(data.resolve("stack.json"), record);
        assertThat(demarche("down").out()).startsWith("Stopped.");
        assertThat(up.isAlive()).isFalse();
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

    @Test
    void a_part_that_dies_at_the_start_is_quoted_and_the_rest_is_stopped() throws IOException {
        Files.delete(home.resolve("position-service/target/app/fake.jar"));

        var up = demarche("up", "--detach", "--port", String.valueOf(port));

        assertThat(up.exitCode()).isEqualTo(4);
        assertThat(up.err())
                .contains("The position ended with exit code 1.")
                .contains("org.demarche.position.Main");
        assertThat(demarche("status").exitCode()).isEqualTo(1);
        assertThat(Ports.isFree(port)).isTrue();
    }

    @Test
    void a_folder_of_something_else_is_left_alone() throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("thesis.txt"), "three years of work");

        var up = demarche("up", "--port", String.valueOf(port));

        assertThat(up.exitCode()).isEqualTo(4);
        assertThat(up.err()).contains(data + " has other content (thesis.txt)");
        assertThat(data).isDirectoryNotContaining("glob:**lock");
    }

    @Test
    void a_second_start_on_the_same_folder_is_like_the_first() {
        demarche("up", "--detach", "--port", String.valueOf(port));
        demarche("down");

        var again = demarche("up", "--detach", "--port", String.valueOf(port));

        assertThat(again.err()).isEmpty();
        assertThat(again.exitCode()).isZero();
        assertThat(demarche("status").exitCode()).isZero();
        assertThat(data.resolve("logs/broker.log.before")).exists();
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
    void what_does_not_stay_alive_ends_the_stack() throws Exception {
        var up = inFront();
        Await.until("the stack is ready", this::ready);
        var children = processes();
        Files.delete(home.resolve("position-service/target/app/fake.jar"));

        children.get(2).destroyForcibly();

        assertThat(up.waitFor()).isEqualTo(4);
        assertThat(said())
                .contains("position ended with exit code 137 and is started again.")
                .contains(
                        "Processes ended five times within a minute, so the stack stops. The position ended with exit code 1.");
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    /** As on a full disk, without one: neither the record nor anything else can be written. */
    @Test
    void a_full_disk_ends_no_stack_and_what_died_comes_back_when_there_is_room() throws Exception {
        var up = inFront();
        Await.until("the stack is ready", this::ready);
        var position = part("position").path("pid");
        Files.createDirectory(data.resolve("room"));
        Files.writeString(data.resolve("room/full"), "");
        Files.createDirectory(data.resolve("stack.json.new"));

        ProcessHandle.of(position.asLong()).orElseThrow().destroyForcibly();
        Await.until("it says so", () -> said().contains("The stack waits until that is over."));

        assertThat(up.isAlive()).isTrue();
        var status = demarche("status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).as("status only looks, and writes nothing").startsWith(" what");

        Files.delete(data.resolve("room/full"));
        Files.delete(data.resolve("room"));
        Await.until("it says so", () -> said().contains("stack.json cannot be written"));
        assertThat(up.isAlive()).isTrue();
        Files.delete(data.resolve("stack.json.new"));
        Await.until("it is back", () -> isBack("position", position));
        assertThat(demarche("status").out()).startsWith(" what");
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

    @Test
    void a_process_without_memory_ends_so_that_it_is_started_again() {
        assertThat(Part.all(StackPlan.on(new Folder(data), port, "")))
                .hasSize(4)
                .allSatisfy(
                        part ->
                                assertThat(part.command(home))
                                        .contains("-XX:+ExitOnOutOfMemoryError"));
    }

    /** A process of its own, in whose output nothing else stands. */
    private Process inFront() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddemarche.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.demarche.cli.Main",
                        "up",
                        "--data",
                        data.toString(),
                        "--port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile())
                .start();
    }

    private String said() {
        try {
            return Files.readString(home.resolve("said"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isBack(String name, JsonNode before) {
        try {
            var part = part(name);
            return part.path("state").asText().equals("ready") && !part.path("pid").equals(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int signal(String name, String... processes) throws Exception {
        var command = "kill -%s %s".formatted(name, String.join(" ", processes));
        return new ProcessBuilder("/bin/sh", "-c", command).start().waitFor();
    }

    private boolean ready() {
        return record().map(StackRecord::ready).orElse(false);
    }

    private Optional<StackRecord> record() {
        return new Folder(data).read();
    }

    private JsonNode part(String name) throws IOException {
        for (var part : json(demarche("status", "--json")).path("parts")) {
            if (part.path("name").asText().equals(name)) return part;
        }
        throw new AssertionError("no part " + name);
    }

    private List<ProcessHandle> processes() {
        return new Folder(data)
                .read().orElseThrow().parts().stream()
                        .flatMap(part -> part.process().find().stream())
                        .toList();
    }

    private Run demarche(String command, String... args) {
        var all = new ArrayList<>(List.of(command, "--data", data.toString()));
        all.addAll(List.of(args));
        return Run.demarche(home, all.toArray(String[]::new));
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    /** The fakes that lie beside this test, under the names of the real ones. */
    private static void jar(Path file) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (var type :
                    List.of(
                            org.demarche.broker.Main.class,
                            org.demarche.ingest.Main.class,
                            org.demarche.position.Main.class,
                            org.demarche.gateway.Main.class,
                            FakePart.class)) {
                var name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (var in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
        }
    }
}
