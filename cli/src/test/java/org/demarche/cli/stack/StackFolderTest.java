package org.demarche.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.util.List;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of a stack: its record, its lock, and the processes that it names. */
class StackFolderTest extends SupervisedStack {

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
}
