package org.demarche.cli.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls commands about the registry on a gateway that answers what a test wants. */
abstract class RegistryCalls {

    static final String NORLAND =
            """
            {"id":"norland","kind":"state","name":"Norland","aliases":["Kingdom of Nórland"],"code":"NOR","memberOf":[]}""";

    static final String REYES =
            """
            {"id":"ana-reyes","kind":"person","name":"Ana Reyes","aliases":[],"memberOf":[{"actor":"norland","role":"Minister","from":"2024-06-01"}]}""";

    static final String UNKNOWN =
            """
            {"type":"/problems/unknown-name","title":"Unknown name","status":404,"detail":"No actor is called that","suggestions":[]}""";

    static final String NO_ITEMS = "{\"items\":[],\"next\":null}";

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

    List<String> written() {
        return gateway.asked().stream()
                .map(FakeGateway.Asked::body)
                .filter(body -> !body.isEmpty())
                .map(body -> body.substring(body.indexOf("\"memberOf\":") + 11, body.length() - 1))
                .toList();
    }

    List<String> asked() {
        return gateway.asked().stream().map(FakeGateway.Asked::request).toList();
    }

    Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
