package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Loads sheets into a gateway that answers what a test wants. */
abstract class SheetLoads {

    static final String SUMMARY =
            "{\"summary\":{\"lines\":%d,\"created\":%d,\"repeated\":%d,\"failed\":%d},\"token\":\"r0:3\"}\n";

    @TempDir Path home;

    FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    static String unknown(int line, String pointer, String type, String name, String near) {
        return "{\"line\":%d,\"status\":422,\"problem\":{\"status\":422,\"violations\":[{\"pointer\":\"%s\",\"message\":\"no %s is called '%s'\",%s\"unknown\":\"%s\",\"name\":\"%s\"}]}}\n"
                .formatted(
                        line,
                        pointer,
                        type,
                        name,
                        near.isEmpty() ? "" : "\"suggestions\":[\"%s\"],".formatted(near),
                        type,
                        name);
    }

    Path file(String name, String text) throws IOException {
        return Files.write(home.resolve(name), text.getBytes(UTF_8));
    }

    Run load(String... arguments) {
        return Run.demarche(
                home,
                Stream.concat(Stream.of("load", "--url", gateway.url()), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
