package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** Runs commands as a reader of the documentation would: in bash, in the repository. */
final class Shell {

    /** The lock of a test that writes into the repository, or whose image has a copy of it. */
    static final String FOLDER = "the folder of the repository";

    /**
     * @param output what it wrote to both of its outputs
     */
    record Outcome(int exitCode, String output) {}

    private Shell() {}

    static Outcome run(String command) throws IOException {
        var builder = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true);
        builder.directory(Demarche.HOME.toFile());
        builder.environment().put("DOCKER_BUILDKIT", "1");
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            return new Outcome(process.waitFor(), output);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Skips the test where nobody can start what docker-compose.yml describes. */
    static void requireCompose() throws IOException {
        var docker = run("docker version && docker compose version && docker buildx version");
        assumeTrue(docker.exitCode() == 0, "no Docker with Compose answers: " + docker.output());
    }
}
