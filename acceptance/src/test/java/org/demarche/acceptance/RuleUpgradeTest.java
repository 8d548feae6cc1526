package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.demarche.broker.SharedBroker;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.model.Await;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stack that serves positions by the first rule, under a release that has the second one. */
class RuleUpgradeTest {

    private static final String HELD = "/v1/actors/arvenia/positions/treaty";
    private static final int MANY = 300;

    @Test
    void the_second_rule_takes_the_place_of_the_first_and_nothing_stands_still_meanwhile()
            throws Exception {
        try (var services = Services.start(SharedBroker.get(), "r" + UUID.randomUUID(), 3)) {
            var api = services.api();
            var versions = new Versions(api);
            fill(api);
            var first = versions.replay("positions", "{\"revision\": 3, \"promote\": \"auto\"}");
            awaitServed(api, first);
            var before = api.get(HELD).body();
            assertThat(summary(before)).isEqualTo("against since 2020-01-01 by latest-own/1");

            var second = versions.replay("positions", "{\"revision\": 4, \"throttle\": 20}");
            var told = file(api, "meanwhile", "belmora", "favor", "2025-01-01", "");
            var read = api.get("/v1/actors/belmora/positions/treaty", Token.parse(told.token()));
            assertThat(read.version()).isEqualTo(first.toString());
            assertThat(summary(read.body())).isEqualTo("favor since 2025-01-01 by latest-own/1");
            assertThat(versions.state(second)).isIn("replaying", "catching-up");

            versions.change(second, "{\"throttle\": null}");
            awaitServed(api, second);
            assertThat(summary(api.get(HELD).body()))
                    .isEqualTo("favor since 2023-05-30 by latest-own/2");
            assertThat(api.get(HELD + "?rule=latest-own/1").body()).isEqualTo(before);
            var reasons = versions.differing(first).path("reasons");
            assertThat(reasons.path("days").asInt()).isPositive();
            assertThat(reasons.path("added-fields").asInt()).isGreaterThanOrEqualTo(MANY);

            var back = Token.parse(versions.rollBack("positions").token());
            assertThat(api.get(HELD, back).body()).isEqualTo(before);
        }
    }

    private static void awaitServed(Api api, VersionId version) throws Exception {
        Await.until(
                version + " is served", () -> api.get(HELD).version().equals(version.toString()));
    }

    private static String summary(String position) {
        var json = Api.parse(position);
        return "%s since %s by %s"
                .formatted(
                        json.path("stance").asText(),
                        json.path("since").asText(),
                        json.path("rule").asText());
    }

    /** Many positions that both rules fold alike, and one that a report without a day turns. */
    private static void fill(Api api) throws IOException {
        put(api, "/v1/actors/arvenia", "{\"kind\": \"state\", \"name\": \"Arvenia\"}");
        put(api, "/v1/actors/belmora", "{\"kind\": \"state\", \"name\": \"Belmora\"}");
        put(api, "/v1/outlets/courier", "{\"kind\": \"newspaper\", \"name\": \"The Courier\"}");
        put(api, "/v1/issues/treaty", "{\"name\": \"Treaty\", \"proposition\": \"Sign it\"}");
        file(api, "old", "arvenia", "against", "2020-01-01", "");
        file(api, "talk", "arvenia", "favor", "2023-05-30", "\"utterance\": \"talk\",");
        file(api, "later", "arvenia", "favor", null, "\"utterance\": \"talk\",");
        for (var n = 0; n < MANY; n++) {
            put(
                    api,
                    "/v1/issues/dam-" + n,
                    "{\"name\": \"Dam %d\", \"proposition\": \"Build it\"}".formatted(n));
        }
        var lines =
                IntStream.range(0, MANY)
                        .mapToObj(
                                n ->
                                        report("r", "belmora", "favor", "2024-01-01", "")
                                                .replace("\"treaty\"", "\"dam-" + n + "\"")
                                                .replace('\n', ' '))
                        .collect(Collectors.joining("\n"));
        var answer = api.post("/v1/reports?results=errors", Api.NDJSON, lines);
        assertThat(answer.body()).contains("\"created\":" + MANY);
    }

    private static void put(Api api, String path, String body) throws IOException {
        assertThat(api.put(path, body).status()).as(path).isEqualTo(201);
    }

    private static Api.Answer file(
            Api api, String id, String holder, String stance, @Nullable String saidOn, String more)
            throws IOException {
        var answer = api.post("/v1/reports", Api.JSON, report(id, holder, stance, saidOn, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    /**
     * @param saidOn null where no report tells it
     * @param more fields, each with a comma behind it
     */
    private static String report(
            String id, String holder, String stance, @Nullable String saidOn, String more) {
        return """
               {"id": "%s", "holder": "%s", "spokenFor": "%s", "issue": "treaty", "stance": "%s", %s %s
               "source": {"outlet": "courier", "publishedOn": "%s"}}"""
                .formatted(
                        id,
                        holder,
                        holder,
                        stance,
                        saidOn == null ? "" : "\"saidOn\": \"" + saidOn + "\",",
                        more,
                        saidOn == null ? "2023-06-02" : saidOn);
    }
}
