package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.VersionId;
import org.demarche.log.view.Mark;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Decides about a replay of positions at a gateway, which serves version 2 and builds version 3.
 */
abstract class VersionDecisions {

    static final VersionId NEXT = new VersionId("positions", 3);
    static final String PROJECTION = "/v1/projections/positions";
    static final String REPLAYS = PROJECTION + "/replays";
    static final String LIVE = PROJECTION + "/versions/2";
    static final String BUILT = PROJECTION + "/versions/3";
    static final String PROMOTION = BUILT + "/promotion";
    static final String POSITION = "/v1/actors/norland/positions/river-treaty";
    private static final Published SAID =
            documents(filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01"));

    Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        stack.publish(0, SAID);
        stack.get(POSITION);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    void build(Mark mark) {
        stack.build(NEXT, 0, mark, SAID.documents());
    }

    static void assertProblem(HttpResponse<String> response, int status, String slug, String said) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(slug).contains(said);
    }

    static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isLessThan(500);
        return OpenApi.json(response.body());
    }
}
