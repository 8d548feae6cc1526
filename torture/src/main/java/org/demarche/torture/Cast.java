package org.demarche.torture;

import java.util.List;
import java.util.stream.IntStream;

/** The entries and the projection that the clients need. */
final class Cast {

    static final String PREFIX = "torture-";
    static final String TALLY = "torture-tally";

    private static final String DEFINITION =
            """
            {"name": "%s", "key": "report.holder", "fields": {"reports": "count()"}}
            """
                    .formatted(TALLY);

    private Cast() {}

    static List<String> actors(int clients) {
        return IntStream.range(0, clients).mapToObj(n -> PREFIX + n).toList();
    }

    static void register(Gateway gateway, int clients) throws InterruptedException {
        for (var actor : actors(clients)) {
            put(gateway, "actors/" + actor, "{\"kind\": \"state\", \"name\": \"%s\"}", actor);
        }
        for (var issue = 0; issue < Coder.ISSUES; issue++) {
            var id = PREFIX + issue;
            put(gateway, "issues/" + id, "{\"proposition\": \"%s should be\"}", id);
        }
        for (var outlet : Coder.OUTLETS) {
            put(
                    gateway,
                    "outlets/" + outlet,
                    "{\"kind\": \"newspaper\", \"name\": \"%s\"}",
                    outlet);
        }
        require(gateway.post("/v1/projections", DEFINITION), "the tally");
    }

    private static void put(Gateway gateway, String path, String form, String name)
            throws InterruptedException {
        require(gateway.put("/v1/" + path, form.formatted(name)), path);
    }

    private static void require(Gateway.Answer answer, String what) {
        if (answer.status() / 100 != 2) {
            throw new TortureException(
                    "%s: the gateway answered %d %s"
                            .formatted(what, answer.status(), answer.json()));
        }
    }
}
