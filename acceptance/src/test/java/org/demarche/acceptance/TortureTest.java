package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A short run of {@code demarche torture}; {@code docs/guarantees.md} has a long one. */
class TortureTest {

    private static final List<String> SHORT = List.of("--faults", "20", "--minutes", "10");

    @Test
    void every_promise_holds_under_twenty_faults() throws Exception {
        var command = Demarche.java("torture", "org.demarche.torture.Main");
        command.add(1, "-Ddemarche.home=" + Demarche.HOME);
        command.addAll(SHORT);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();

        var output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("all +20\\n").containsPattern("lost +0\\n");
    }
}
