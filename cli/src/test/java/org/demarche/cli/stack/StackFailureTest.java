package org.demarche.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;

/** Processes of a stack that die, and a disk that is full. */
class StackFailureTest extends SupervisedStack {

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
        Await.until(
                "it says so", () -> said().contains("The stack waits until there is room again."));

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
    void a_process_without_memory_ends_so_that_it_is_started_again() {
        assertThat(Part.all(StackPlan.on(new Folder(data), port, "")))
                .hasSize(4)
                .allSatisfy(
                        part ->
                                assertThat(part.command(home))
                                        .contains("-XX:+ExitOnOutOfMemoryError"));
    }
}
