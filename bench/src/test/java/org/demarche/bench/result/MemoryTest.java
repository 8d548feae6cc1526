package org.demarche.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.demarche.bench.workplace.TimeLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

    @Test
    void the_live_heap_is_the_total_of_the_histogram() {
        var histogram =
                """
                4711:
                 num     #instances         #bytes  class name (module)
                   1:          1000        2000000  [B (java.base@25)
                Total        123456       34567890
                """;

        assertThat(Memory.bytes(histogram)).isEqualTo(34_567_890);
    }

    @Test
    void an_answer_without_a_total_is_refused_with_its_text() {
        assertThatThrownBy(() -> Memory.bytes("4711: no such process"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no such process");
    }

    /** Of another process: one that is looked at stands still until it has been. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_process_has_its_live_objects_in_its_resident_memory(@TempDir Path folder)
            throws Exception {
        var classPath = System.getProperty("java.class.path");
        var main = List.of(Waiting.class.getName());
        try (var child = ProcessTree.start(classPath, List.of(), main, folder.resolve("log"))) {
            var process = child.process().toHandle();
            awaitReady(folder.resolve("log"));

            assertThat(Memory.liveHeapMegabytes(process))
                    .isPositive()
                    .isLessThan(Memory.residentMegabytes(process));
        }
    }

    private static void awaitReady(Path log) throws IOException {
        var deadline = TimeLimit.in(Duration.ofMinutes(1));
        while (!Files.readString(log).contains(Waiting.READY)) {
            deadline.pause(Duration.ofMillis(20));
        }
    }

    static final class Waiting {

        private static final String READY = "ready";

        public static void main(String[] args) throws IOException {
            System.out.println(READY);
            var _ = System.in.read();
        }
    }
}
