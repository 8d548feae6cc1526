package org.demarche.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {

    private static final String PAGE = "http://127.0.0.1:8080/";

    @TempDir Path home;

    @Test
    void the_command_of_the_system_gets_the_address() throws IOException {
        var opened = home.resolve("opened");

        assertThat(script("echo \"$1\" > " + opened).opens(PAGE)).isTrue();
        assertThat(opened).hasContent(PAGE + "\n");
    }

    @Test
    void a_system_without_a_browser_says_so() throws IOException {
        assertThat(script("exit 3").opens(PAGE)).isFalse();
        assertThat(new Browser(List.of(home.resolve("nothing").toString())).opens(PAGE)).isFalse();
    }

    @Test
    void each_system_has_its_own_command() {
        assertThat(Browser.of("Linux").command()).containsExactly("xdg-open");
        assertThat(Browser.of("Mac OS X").command()).containsExactly("open");
        assertThat(Browser.of("Windows 11").command()).containsExactly("cmd", "/c", "start");
    }

    private Browser script(String line) throws IOException {
        var script = Files.writeString(home.resolve("browser"), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new Browser(List.of(script.toString()));
    }
}
