package org.demarche.cli.dna;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports a file of the Discourse Network Analyzer into a gateway that answers what a test wants.
 */
abstract class DnaImports {

    static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path home;

    FakeGateway gateway;
    Path file;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        file = home.resolve("orr.dna");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    static String token(String line) {
        try {
            return JSON.readTree(line).path("id").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String quote(String line) {
        try {
            return JSON.readTree(line).path("quote").toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The lines of the last reports. */
    String sent() {
        return gateway.asked().stream()
                .filter(asked -> asked.request().startsWith("POST /v1/reports"))
                .toList()
                .getLast()
                .body();
    }

    /** And can be read. */
    void filed(int created, int repeated, int failed) {
        gateway.answers(200, summary(created, repeated, failed)).answers(200, "{}");
    }

    void known(String... ids) {
        for (var id : ids) {
            gateway.answers(200, "{\"id\":\"%s\"}".formatted(id));
        }
    }

    void namesOfTheOrrAreUnknownButTheMinistry() {
        unknown(3);
        gateway.answers(200, "{\"id\":\"works\",\"name\":\"Ministry of Public Works\"}");
        unknown(4);
    }

    void unknown(int names) {
        for (var i = 0; i < names; i++) {
            gateway.answers(404, "{\"title\":\"Unknown name\",\"status\":404}");
        }
    }

    static String summary(int created, int repeated, int failed) {
        return """
        {"summary":{"lines":%d,"created":%d,"repeated":%d,"failed":%d},"token":"r0:4"}
        """
                .formatted(created + repeated + failed, created, repeated, failed);
    }

    Run demarche(String... more) {
        var all = new ArrayList<>(List.of("import", "dna", file.toString()));
        all.addAll(List.of(more));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
