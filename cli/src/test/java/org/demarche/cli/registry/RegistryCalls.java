package org.demarche.cli.registry;

import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.GatewayCalls;

/** Calls commands about the registry on a gateway that answers what a test wants. */
abstract class RegistryCalls extends GatewayCalls {

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

    List<String> written() {
        return gateway.asked().stream()
                .map(FakeGateway.Asked::body)
                .filter(body -> !body.isEmpty())
                .map(body -> body.substring(body.indexOf("\"memberOf\":") + 11, body.length() - 1))
                .toList();
    }
}
