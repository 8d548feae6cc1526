package org.demarche.bench.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * The machine and the software that a run's numbers depend on.
 *
 * @param commit the commit of the sources of this build; null if git does not know it
 */
record Machine(int cores, String system, String jvm, String kafka, @Nullable String commit) {

    static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + ' ' + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + ' ' + Runtime.version(),
                AppInfoParser.getVersion(),
                commitOfSources());
    }

    /** The machine in words. */
    String line() {
        return "on %d cores, %s, %s, Kafka %s%s"
                .formatted(cores, system, jvm, kafka, commit == null ? "" : ", commit " + commit);
    }

    private static @Nullable String commitOfSources() {
        try {
            var code = Machine.class.getProtectionDomain().getCodeSource().getLocation();
            var folder = Path.of(code.toURI()).resolve("..").normalize().toString();
            var git =
                    new ProcessBuilder("git", "-C", folder, "describe", "--always", "--dirty")
                            .redirectError(Redirect.DISCARD)
                            .start();
            var commit = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
            return git.waitFor() == 0 ? commit : null;
        } catch (IOException | URISyntaxException _) {
            return null; // a copy without its history, or a machine without git
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
