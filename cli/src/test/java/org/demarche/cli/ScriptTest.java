package org.demarche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.demarche.cli.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in front of the command, with a build and a Java that only say that they were run. */
class ScriptTest {

    private static final List<String> MODULES =
            List.of(
                    "model",
                    "log",
                    "search",
                    "sheet",
                    "sqlite",
                    "http",
                    "declared",
                    "broker",
                    "ingest-service",
                    "position-service",
                    "api-gateway",
                    "cli",
                    "mcp",
                    "bench",
                    "torture");

    private static final String BUILD =
            """
            #!/bin/sh
            echo build
            for module in %s; do
                mkdir -p $module/target/app && touch $module/target/app/$module-2.jar
            done
            """
                    .formatted(String.join(" ", MODULES));

    @TempDir Path home;

    @BeforeEach
    void checkOut() throws IOException {
        var script = Path.of("..", "demarche").toAbsolutePath().normalize();
        executable("demarche", Files.readString(script));
        executable(".mvn/find-jdk", "#!/bin/sh\necho \"$(dirname \"$0\")/jdk\"\n");
        executable(".mvn/jdk/bin/java", "#!/bin/sh\necho java\n");
        executable("mvnw", BUILD);
        touch("pom.xml", -20);
        for (var module : MODULES) {
            touch(module + "/pom.xml", -20);
            touch(module + "/src/main/Source.java", -20);
        }
    }

    @Test
    void what_was_never_built_is_built_once_whatever_the_command() throws Exception {
        assertThat(demarche("status")).isEqualTo(new Outcome(0, true, true));
        assertThat(demarche("status")).isEqualTo(new Outcome(0, false, true));
        assertThat(demarche("up")).isEqualTo(new Outcome(0, false, true));
    }

    @Test
    void newer_sources_are_built_for_a_start_only() throws Exception {
        demarche("up");
        touch("log/src/main/Source.java", 60);

        assertThat(demarche("down")).isEqualTo(new Outcome(0, false, true));
        assertThat(demarche("up")).isEqualTo(new Outcome(0, true, true));
        assertThat(demarche("bench")).isEqualTo(new Outcome(0, true, true));
    }

    @Test
    void java_learns_from_a_stack_when_one_was_built_for_a_start() throws Exception {
        executable(
                ".mvn/jdk/bin/java",
                "#!/bin/sh\ncase \"$*\" in *bench.Main\\ learn) touch \"$(dirname \"$0\")/../../../learned\"; exit 1 ;; esac\necho java\n");
        demarche("status");
        demarche("up");
        assertThat(home.resolve("learned")).doesNotExist();
        touch("log/src/main/Source.java", 60);

        assertThat(demarche("up")).isEqualTo(new Outcome(0, true, true));
        assertThat(home.resolve("learned")).exists();
    }

    @Test
    void an_older_version_does_not_stay_beside_the_newer() throws Exception {
        demarche("up");
        touch("cli/target/app/cli-1.jar", 0);

        assertThat(demarche("up")).isEqualTo(new Outcome(0, true, true));
        assertThat(demarche("up")).isEqualTo(new Outcome(0, false, true));
        assertThat(home.resolve("cli/target/app/cli-1.jar")).doesNotExist();
    }

    @Test
    void assistants_do_not_wait_for_a_build_though_a_library_is_called_as_the_module()
            throws Exception {
        demarche("up");
        touch("mcp/target/app/mcp-core-2.jar", 0);

        assertThat(demarche("mcp")).isEqualTo(new Outcome(0, false, true));

        Files.delete(home.resolve("mcp/target/app/mcp-2.jar"));
        assertThat(demarche("mcp")).isEqualTo(new Outcome(0, true, true));
    }

    @Test
    void a_failed_build_and_a_missing_jdk_are_a_stack_that_cannot_start() throws Exception {
        executable("mvnw", "#!/bin/sh\necho build\nexit 1\n");
        assertThat(demarche("up")).isEqualTo(new Outcome(ExitCode.CANNOT_START, true, false));

        executable(".mvn/find-jdk", "#!/bin/sh\nexit 1\n");
        assertThat(demarche("up")).isEqualTo(new Outcome(ExitCode.CANNOT_START, false, false));
    }

    @Test
    void java_takes_what_is_typed_for_utf_8_whatever_the_locale() throws Exception {
        executable(".mvn/jdk/bin/java", "#!/bin/sh\necho java in ${LC_ALL:-$LANG}\n");

        assertThat(said("status", Map.of("LANG", "C"))).contains("java in C.UTF-8");
        assertThat(said("status", Map.of("LANG", "C", "LC_ALL", "POSIX")))
                .contains("java in C.UTF-8");
        assertThat(said("status", Map.of("LANG", "de_DE.UTF-8"))).contains("java in de_DE.UTF-8");
    }

    private record Outcome(int exitCode, boolean built, boolean ran) {}

    private Outcome demarche(String command) throws Exception {
        var script = start(command, Map.of());
        var exitCode = script.waitFor();
        var said = Files.readAllLines(output());
        return new Outcome(exitCode, said.contains("build"), said.contains("java"));
    }

    private List<String> said(String command, Map<String, String> locale) throws Exception {
        start(command, locale).waitFor();
        return Files.readAllLines(output());
    }

    private Process start(String command, Map<String, String> locale) throws IOException {
        var script =
                new ProcessBuilder(home.resolve("demarche").toString(), command)
                        .redirectErrorStream(true)
                        .redirectOutput(output().toFile());
        var environment = script.environment();
        environment.keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        environment.putAll(locale);
        return script.start();
    }

    private Path output() {
        return home.resolve("output");
    }

    private void executable(String name, String content) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void touch(String name, int secondsFromNow) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(secondsFromNow)));
    }
}
