package org.demarche.cli.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Reads evidence from a gateway that answers what a test wants. */
abstract class EvidenceReads {

    static final String SOFTENED =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"soften","between":"[2023-01-01..2024-05-02]",
             "from":{"stance":"against","conditions":[],"statement":"freedonia.dam-treaty.a","saidOn":"2023-01-01","speaker":null},
             "to":{"stance":"conditional","conditions":["inspectors"],"statement":"freedonia.dam-treaty.b","saidOn":"2024-05-02","speaker":"rufus-firefly"}}""";

    static final String FIRST =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"first","between":"2023-01-01","from":null,
             "to":{"stance":"against","conditions":[],"statement":"freedonia.dam-treaty.a","saidOn":"2023-01-01","speaker":null}}""";

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

    static String history(String next, String... runs) {
        return "{\"actor\":\"freedonia\",\"issue\":\"dam-treaty\",\"rule\":\"latest-own/1\",\"items\":[%s],\"next\":%s}"
                .formatted(String.join(",", runs), next);
    }

    List<String> requests() {
        return gateway.asked().stream().map(FakeGateway.Asked::request).toList();
    }

    Run demarche(List<String> options, String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(options);
        return demarche(all.toArray(String[]::new));
    }

    Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
