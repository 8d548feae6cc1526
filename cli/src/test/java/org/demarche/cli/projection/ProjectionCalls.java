package org.demarche.cli.projection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls commands about projections on a gateway that answers what a test wants. */
abstract class ProjectionCalls {

    static final String PERSON = System.getProperty("user.name");

    static final String POSITIONS =
            "{\"name\":\"positions\",\"declared\":false,\"live\":2,\"building\":3,\"versions\":[{\"version\":1,\"state\":\"retired\"},{\"version\":2,\"state\":\"live\"},{\"version\":3,\"state\":\"replaying\"}]}";

    static final String COVERAGE =
            "{\"name\":\"coverage\",\"declared\":true,\"live\":1,\"building\":null,\"versions\":[{\"version\":1,\"state\":\"live\"}]}";

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

    static String asked(String what) {
        return "{\"by\":\"%s\",%s}".formatted(PERSON, what);
    }

    String definition() throws IOException {
        return Files.writeString(home.resolve("coverage.json"), "{ \"name\": \"coverage\" }")
                .toString();
    }

    Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
