package org.demarche.cli.projection;

import java.io.IOException;
import java.nio.file.Files;
import org.demarche.cli.GatewayCalls;

/** Calls commands about projections on a gateway that answers what a test wants. */
abstract class ProjectionCalls extends GatewayCalls {

    static final String PERSON = System.getProperty("user.name");

    static final String POSITIONS =
            "{\"name\":\"positions\",\"declared\":false,\"live\":2,\"building\":3,\"versions\":[{\"version\":1,\"state\":\"retired\"},{\"version\":2,\"state\":\"live\"},{\"version\":3,\"state\":\"replaying\"}]}";

    static final String COVERAGE =
            "{\"name\":\"coverage\",\"declared\":true,\"live\":1,\"building\":null,\"versions\":[{\"version\":1,\"state\":\"live\"}]}";

    static String asked(String what) {
        return "{\"by\":\"%s\",%s}".formatted(PERSON, what);
    }

    String definition() throws IOException {
        return Files.writeString(home.resolve("coverage.json"), "{ \"name\": \"coverage\" }")
                .toString();
    }
}
