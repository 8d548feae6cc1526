package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The values of the registry that go into an event: those of the day that it is about, and for
 * ever.
 */
class ResolvedTest {

    private static final AtomicInteger TOKENS = new AtomicInteger();

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("resolved");
        Samples.register(ingest);
        put(
                "/v1/actors/envoy",
                """
                {"kind": "person", "name": "Envoy", "memberOf": [
                  {"actor": "freedonia", "role": "Spokesman", "from": "2020-01-01", "to": "2022-03-31"},
                  {"actor": "freedonia", "role": "Minister", "from": "2022-04-01", "to": "2023"},
                  {"actor": "sylvania", "from": "2010"}]}
                """);
        put(
                "/v1/outlets/herald",
                """
                {"name": "Herald", "kind": "newspaper", "reliability": [
                  {"grade": "D", "from": "2023-06-01"}, {"grade": "B", "from": "2022-01-01"}]}
                """);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @ParameterizedTest(name = "{0}, published {1}: {2}")
    @CsvSource({
        "'2019-12-31', 2024-01-01,",
        "'2020-01-01', 2024-01-01, Spokesman",
        "'2022-03-31', 2024-01-01, Spokesman",
        "'2022-04-01', 2024-01-01, Minister",
        "'2023-12-31', 2024-01-01, Minister",
        "'2024-01-01', 2024-01-01,",
        "'[2022-03-01..2022-04-01]', 2024-01-01, Minister",
        "'[2022-03-01..2022-03-31]', 2024-01-01, Spokesman",
        "'2022-03', 2024-01-01, Spokesman",
        "'[..2022-03-31]', 2024-01-01, Spokesman",
        "'2022-04-01', 2022-03-31, Minister",
        "'[2022-03-01..2022-04-01]', 2022-03-31, Spokesman",
        ", 2022-03-31, Spokesman",
        ", 2022-04-01, Minister",
    })
    void the_office_is_that_of_the_latest_day_on_which_it_may_have_been_said(
            String saidOn, String published, String office) {
        var id = file(report("envoy", saidOn, "herald", published));

        assertThat(resolved(id).path("speakerOffice").asText(null)).isEqualTo(office);
    }

    @ParameterizedTest(name = "for {0} on {1}: {2}")
    @CsvSource({
        "freedonia, 2022-05-01, Foreign minister",
        "ministry, 2022-05-01, Foreign minister",
        "harbour-party, 2022-05-01, Party leader",
        "sylvania, 2022-05-01, Party leader",
        "freedonia, 2023-05-01, Party leader",
        "old-freedonia, 2022-05-01, Foreign minister",
    })
    void the_office_is_one_of_the_actor_spoken_for_else_the_one_taken_up_last(
            String spokenFor, String saidOn, String office) {
        put(
                "/v1/actors/ministry",
                """
                {"kind": "organization", "name": "Ministry", "memberOf": [{"actor": "freedonia", "to": "2022"}]}
                """);
        put(
                "/v1/actors/harbour-party",
                "{\"kind\": \"organization\", \"name\": \"Harbour party\"}");
        put(
                "/v1/actors/old-freedonia",
                "{\"kind\": \"state\", \"name\": \"Old Freedonia\", \"mergedInto\": \"freedonia\"}");
        put(
                "/v1/actors/okafor",
                """
                {"kind": "person", "name": "Okafor", "memberOf": [
                  {"actor": "harbour-party", "role": "Party leader", "from": "2021"},
                  {"actor": "ministry", "role": "Foreign minister", "from": "2020"}]}
                """);
        var report =
                report("okafor", saidOn, "herald", "2024-01-01")
                        .replace(
                                "\"spokenFor\": \"freedonia\"",
                                "\"spokenFor\": \"%s\"".formatted(spokenFor));

        assertThat(resolved(file(report)).path("speakerOffice").asText(null)).isEqualTo(office);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2021-12-31,",
        "2022-01-01, B",
        "2023-05-31, B",
        "2023-06-01, D",
    })
    void the_grade_is_that_of_the_day_of_publication(String published, String grade) {
        var id = file(report("envoy", null, "herald", published));

        assertThat(resolved(id).path("outletGrade").asText(null)).isEqualTo(grade);
    }

    @Test
    void regrading_an_outlet_rewrites_no_report_and_a_repeat_is_still_one() {
        var gazette =
                "{\"name\": \"Gazette\", \"kind\": \"newspaper\", \"reliability\": [{\"grade\": \"%s\"}]}";
        put("/v1/outlets/gazette", gazette.formatted("A"));
        var report = report("envoy", "2022-05-01", "gazette", "2022-05-02");
        var id = file(report);
        var before = value(id);

        put("/v1/outlets/gazette", gazette.formatted("E"));

        assertThat(ingest.post(report).status()).isEqualTo(200);
        assertThat(value(id)).isEqualTo(before);
        assertThat(resolved(id).get("outletGrade").asText()).isEqualTo("A");
        assertThat(
                        resolved(file(report("envoy", "2022-05-01", "gazette", "2022-05-02")))
                                .get("outletGrade")
                                .asText())
                .isEqualTo("E");
    }

    @Test
    void an_office_that_is_given_up_later_stays_with_what_was_said_in_it() {
        var holder = "{\"kind\": \"person\", \"name\": \"Holder\", \"memberOf\": [%s]}";
        var office = "{\"actor\": \"freedonia\", \"role\": \"Judge\", \"from\": \"2020\"%s}";
        put("/v1/actors/holder", holder.formatted(office.formatted("")));
        var id = file(report("holder", "2022-05-01", "herald", "2022-05-02"));

        put("/v1/actors/holder", holder.formatted(office.formatted(", \"to\": \"2021\"")));

        assertThat(resolved(id).get("speakerOffice").asText()).isEqualTo("Judge");
        var later = file(report("holder", "2022-05-01", "herald", "2022-05-02"));
        assertThat(resolved(later).has("speakerOffice")).isFalse();
    }

    @Test
    void of_a_merged_entry_the_living_one_says_what_holds() {
        put(
                "/v1/outlets/planet",
                "{\"name\": \"Planet\", \"kind\": \"online\", \"mergedInto\": \"herald\"}");
        put(
                "/v1/actors/emissary",
                "{\"kind\": \"person\", \"name\": \"Emissary\", \"mergedInto\": \"envoy\"}");

        var id = file(report("emissary", "2022-05-01", "planet", "2022-05-02"));

        var resolved = resolved(id);
        assertThat(resolved.get("speakerOffice").asText()).isEqualTo("Minister");
        assertThat(resolved.get("origin").asText()).isEqualTo("herald");
        assertThat(resolved.get("outletKind").asText()).isEqualTo("newspaper");
        assertThat(resolved.get("outletGrade").asText()).isEqualTo("B");
        assertThat(body(id).at("/speaker/actor").asText()).isEqualTo("emissary");
        assertThat(body(id).at("/source/outlet").asText()).isEqualTo("planet");
    }

    private static void put(String path, String body) {
        assertThat(ingest.put(path, body).status()).as(path).isIn(200, 201);
    }

    private static String report(String speaker, String saidOn, String outlet, String published) {
        return """
               {"id": "r%d", "holder": "freedonia", "spokenFor": "freedonia", "issue": "river-treaty", "stance": "favor",
                "speaker": {"actor": "%s"}, %s"source": {"outlet": "%s", "publishedOn": "%s"}}
               """
                .formatted(
                        TOKENS.incrementAndGet(),
                        speaker,
                        saidOn == null ? "" : "\"saidOn\": \"%s\", ".formatted(saidOn),
                        outlet,
                        published);
    }

    private static String file(String report) {
        var answer = ingest.post(report);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asText();
    }

    private static JsonNode resolved(String id) {
        return body(id).get("resolved");
    }

    private static JsonNode body(String id) {
        try {
            return RunningIngest.JSON.readTree(value(id));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The one record of this id, as it lies in the log. */
    private static String value(String id) {
        var found =
                ingest.reports().stream()
                        .filter(
                                record ->
                                        Arrays.equals(
                                                record.headers().lastHeader("ce_id").value(),
                                                id.getBytes(UTF_8)))
                        .toList();
        assertThat(found).hasSize(1);
        return new String(found.getFirst().value(), UTF_8);
    }
}
