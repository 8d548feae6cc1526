package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.GatewayCalls;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The person and the reason of a decision about versions: given with the decision, and read again.
 */
class DecisionsTest extends GatewayCalls {

    private static final String VERSION =
            "{\"projection\":\"positions\",\"version\":3,\"state\":\"live\",\"blockers\":[]}";

    @ParameterizedTest
    @CsvSource({
        "replay positions --detach, POST /v1/projections/positions/replays",
        "promote positions 3, POST /v1/projections/positions/versions/3/promotion",
        "rollback positions, POST /v1/projections/positions/rollback",
        "pause positions 3, PATCH /v1/projections/positions/versions/3",
        "resume positions 3, PATCH /v1/projections/positions/versions/3",
        "throttle positions 3 500, PATCH /v1/projections/positions/versions/3"
    })
    void each_decision_says_who_and_why(String command, String request) {
        gateway.answers(200, VERSION);

        var run = demarche(command.split(" "));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(gateway.asked().getFirst().request()).isEqualTo(request);
        assertThat(gateway.asked().getFirst().body())
                .contains("\"by\":\"Ada\",\"why\":\"It is right\"");
    }

    @Test
    void a_decision_without_a_body_says_so_in_the_address() throws IOException {
        var definition = Files.writeString(home.resolve("definition.json"), "{}");
        gateway.answers(200, VERSION).answers(201, VERSION);

        demarche("cancel", "positions", "3");
        demarche("declare", definition.toString(), "--detach");

        assertThat(gateway.asked())
                .extracting(FakeGateway.Asked::request)
                .startsWith(
                        "DELETE /v1/projections/positions/versions/3?by=Ada&why=It%20is%20right",
                        "POST /v1/projections?by=Ada&why=It%20is%20right");
    }

    @Test
    void decisions_are_read_the_last_one_first() {
        gateway.answers(
                200,
                """
                {"items":[
                 {"epoch":4,"recorded":"2025-01-02T03:06:00Z","type":"projection-deleted","version":3,"by":"ada","why":"old"},
                 {"epoch":3,"recorded":"2025-01-02T03:05:00.123Z","type":"version-rolled-back","version":2,"by":"ada","why":"Conditions are missing"},
                 {"epoch":2,"recorded":"2025-01-02T03:04:09Z","type":"version-failed","version":3,"by":"position","why":null,"reason":"no room"},
                 {"epoch":1,"recorded":"2025-01-02T03:04:05Z","type":"version-started","version":3,"by":"ada","why":null}],"next":"more"}""");

        var run =
                Run.demarche(
                        home, "decisions", "positions", "--limit", "3", "--url", gateway.url());

        assertThat(run.out())
                .isEqualTo(
                        """
                        2025-01-02T03:06:00Z  projection deleted by ada: old
                        2025-01-02T03:05:00Z  rolled back to version 2 by ada: Conditions are missing
                        2025-01-02T03:04:09Z  version 3 failed by position: no room
                        2025-01-02T03:04:05Z  version 3 started by ada
                        """);
        assertThat(run.err()).startsWith("There are more");
        assertThat(gateway.asked().getFirst().request())
                .isEqualTo("GET /v1/projections/positions/decisions?limit=3");
    }

    @Override
    protected Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--by", "Ada", "--why", "It is right"));
        return super.demarche(all.toArray(String[]::new));
    }
}
