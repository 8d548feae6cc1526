package org.demarche.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedCommandTest {

    @TempDir Path folder;

    @Test
    void a_command_is_told_as_it_is_typed_from_here() throws IOException {
        var home = Files.createDirectories(folder.resolve("my tools/demarche"));
        var script = Files.createFile(home.resolve("demarche"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(TypedCommand.command(home, home, "/nowhere:")).isEqualTo("./demarche");
        assertThat(TypedCommand.command(home, folder, ""))
                .isEqualTo("'./my tools/demarche/demarche'");
        assertThat(TypedCommand.command(home, Path.of("/srv"), "")).isEqualTo("'" + script + "'");

        var bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("demarche"), script);
        assertThat(TypedCommand.command(home, Path.of("/srv"), "/nowhere:" + bin))
                .isEqualTo("demarche");

        var other =
                Files.createFile(Files.createDirectory(folder.resolve("old")).resolve("demarche"));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(TypedCommand.command(home, Path.of("/srv"), other.getParent() + ":" + bin))
                .as("the shell would run another one")
                .isEqualTo("'" + script + "'");
    }

    @Test
    void the_stack_is_named_again() {
        assertThat(new TypedCommand("./demarche", "").line("down")).isEqualTo("./demarche down");
        assertThat(new TypedCommand("demarche", " --data '/my data'").line("down"))
                .isEqualTo("demarche down --data '/my data'");
        assertThat(TypedCommand.quoted("it's")).isEqualTo("'it'\\''s'");
        assertThat(TypedCommand.quoted("~/x")).isEqualTo("'~/x'");
    }
}
