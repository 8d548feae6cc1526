package org.demarche.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under a real supervisor; only what they do besides listening is left out. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SupervisedStack {

    @TempDir Path home;

    Path data;

    int port;

    @BeforeEach
    void build() throws IOException {
        data = home.resolve("data");
        port = Ports.free(1).getFirst();
        for (var module : List.of("broker", "ingest-service", "position-service", "api-gateway")) {
            var app = Files.createDirectories(home.resolve(module).resolve("target/app"));
            jar(app.resolve("fake.jar"));
        }
    }

    @AfterEach
    void stop() {
        demarche("down");
    }

    /** A process of its own, in whose output nothing else stands. */
    Process inFront() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddemarche.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.demarche.cli.Main",
                        "up",
                        "--data",
                        data.toString(),
                        "--port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile())
                .start();
    }

    String said() {
        try {
            return Files.readString(home.resolve("said"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isBack(String name, JsonNode before) {
        try {
            var part = part(name);
            return part.path("state").asText().equals("ready") && !part.path("pid").equals(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int signal(String name, String... processes) throws Exception {
        var command = "kill -%s %s".formatted(name, String.join(" ", processes));
        return new ProcessBuilder("/bin/sh", "-c", command).start().waitFor();
    }

    boolean ready() {
        return record().map(StackRecord::ready).orElse(false);
    }

    Optional<StackRecord> record() {
        return new Folder(data).read();
    }

    JsonNode part(String name) throws IOException {
        for (var part : json(demarche("status", "--json")).path("parts")) {
            if (part.path("name").asText().equals(name)) return part;
        }
        throw new AssertionError("no part " + name);
    }

    List<ProcessHandle> processes() {
        return new Folder(data)
                .read().orElseThrow().parts().stream()
                        .flatMap(part -> part.process().find().stream())
                        .toList();
    }

    Run demarche(String command, String... args) {
        var all = new ArrayList<>(List.of(command, "--data", data.toString()));
        all.addAll(List.of(args));
        return Run.demarche(home, all.toArray(String[]::new));
    }

    static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    /** The fakes that lie beside this test, under the names of the real ones. */
    static void jar(Path file) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (var type :
                    List.of(
                            org.demarche.broker.Main.class,
                            org.demarche.ingest.Main.class,
                            org.demarche.position.Main.class,
                            org.demarche.gateway.Main.class,
                            FakePart.class)) {
                var name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (var in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
        }
    }
}
