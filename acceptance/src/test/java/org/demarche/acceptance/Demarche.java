package org.demarche.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The demarche command on what this build has packaged, each call a process of its own. */
record Demarche(Path data, int port) {

    /** The repository. */
    static final Path HOME = Path.of("").toAbsolutePath().getParent();

    private static final List<String> FLAGS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /** The options of Java with which the script {@code demarche} runs the command. */
    private static final List<String> LIGHT =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    record Outcome(int exitCode, String out, String err) {}

    /** A Java program of this build. */
    static List<String> java(String module, String... program) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-cp");
        command.add(HOME.resolve(module).resolve("target/app/*").toString());
        command.addAll(List.of(program));
        return command;
    }

    Outcome up() throws IOException {
        return run("up", "--detach", "--port", String.valueOf(port));
    }

    /** Without seeds, as before a restore. */
    Outcome upEmpty(int partitions) throws IOException {
        var up = List.of("up", "--detach", "--no-seeds", "--port", String.valueOf(port));
        var environment = Map.of("DEMARCHE_PARTITIONS", String.valueOf(partitions));
        return program(up, environment, "--data", data.toString());
    }

    Outcome down() throws IOException {
        return run("down");
    }

    JsonNode status() throws IOException {
        return Api.parse(run("status", "--json").out());
    }

    JsonNode part(String name) throws IOException {
        for (var part : status().path("parts")) {
            if (part.path("name").asText().equals(name)) return part;
        }
        throw new AssertionError("no part " + name);
    }

    /**
     * @param arguments from the command on, without the stack's folder
     */
    Outcome run(String... arguments) throws IOException {
        return program(List.of(arguments), Map.of(), "--data", data.toString());
    }

    /**
     * @param arguments from the command on, without the gateway's address
     */
    static Outcome runAt(String url, String... arguments) throws IOException {
        return program(List.of(arguments), Map.of(), "--url", url);
    }

    private static Outcome program(
            List<String> arguments, Map<String, String> environment, String... target)
            throws IOException {
        var all = java("cli", "org.demarche.cli.Main");
        all.addAll(1, LIGHT);
        all.add(1, "-Ddemarche.home=" + HOME);
        all.addAll(arguments);
        all.addAll(List.of(target));
        var out = Files.createTempFile("demarche", ".out");
        var err = Files.createTempFile("demarche", ".err");
        try {
            var builder =
                    new ProcessBuilder(all)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            return new Outcome(process.waitFor(), text(out), text(err));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
