package org.demarche.cli.read;

import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.GatewayCalls;
import org.demarche.cli.Run;

/** Reads evidence from a gateway that answers what a test wants. */
abstract class EvidenceReads extends GatewayCalls {

    static final String SOFTENED =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"soften","between":"[2023-01-01..2024-05-02]",
             "from":{"stance":"against","conditions":[],"statement":"freedonia.dam-treaty.a","saidOn":"2023-01-01","speaker":null},
             "to":{"stance":"conditional","conditions":["inspectors"],"statement":"freedonia.dam-treaty.b","saidOn":"2024-05-02","speaker":"rufus-firefly"}}""";

    static final String FIRST =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"first","between":"2023-01-01","from":null,
             "to":{"stance":"against","conditions":[],"statement":"freedonia.dam-treaty.a","saidOn":"2023-01-01","speaker":null}}""";

    static String history(String next, String... runs) {
        return "{\"actor\":\"freedonia\",\"issue\":\"dam-treaty\",\"rule\":\"latest-own/1\",\"items\":[%s],\"next\":%s}"
                .formatted(String.join(",", runs), next);
    }

    Run demarche(List<String> options, String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(options);
        return demarche(all.toArray(String[]::new));
    }
}
