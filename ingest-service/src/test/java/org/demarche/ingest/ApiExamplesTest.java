package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The writes that the API's description shows are done as it shows them. */
class ApiExamplesTest {

    private static final ObjectNode COMPONENTS = RunningIngest.JSON.createObjectNode();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(
                    Dialect.builder(Dialects.getDraft202012())
                            .keyword(new NonValidationKeyword("components"))
                            .build());

    private static RunningIngest ingest;

    @BeforeAll
    static void start() throws IOException {
        for (var file :
                Path.of("..", "api-gateway", "src", "main", "openapi").toFile().listFiles()) {
            for (var kind : new YAMLMapper().readTree(file).get("components").properties()) {
                COMPONENTS.withObject(kind.getKey()).setAll((ObjectNode) kind.getValue());
            }
        }
        ingest = RunningIngest.start("api-examples");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void the_examples_of_writes_are_answered_as_they_are_shown() {
        put("actors", "actorId", "Actor");
        put("issues", "issueId", "Issue");
        put("outlets", "outletId", "Outlet");

        var report = body("ReportFilings", "application~1json").toString();
        var filed = ingest.post(report);
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        assertThat(faults("Receipt", filed.json())).isEmpty();
        assertThat(filed.json().get("id")).isEqualTo(shown("Filed", "application~1json").get("id"));
        var again = ingest.post(report);
        assertThat(again.status()).isEqualTo(200);
        assertThat(faults("Receipt", again.json())).isEmpty();

        var many = ingest.postAll("", body("ReportFilings", "application~1x-ndjson").asText());
        assertThat(many.status()).isEqualTo(200);
        assertThat(many.lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(faults("Result", line)).isEmpty());
        assertThat(many.lines().getLast().at("/summary/failed").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | POST | /v1/reports           | application/json | {
                    400 | POST | /v1/reports?registr=x | application/json | {}
                    415 | POST | /v1/reports           | text/plain       | {}
                    422 | POST | /v1/reports           | application/json | {"holder": "nobody"}
                    422 | PUT  | /v1/actors/x          | application/json | {"kind": "moon", "memberOf": [{}]}
                    """)
    void a_refusal_is_a_problem_as_it_is_described(
            int status, String method, String path, String type, String body) {
        var answer = ingest.send(method, path, body, "Content-Type", type);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(faults("Problem", answer.json())).isEmpty();
    }

    private static void put(String entries, String id, String entry) {
        var path =
                "/v1/%s/%s"
                        .formatted(
                                entries,
                                COMPONENTS.at("/parameters/" + id).get("example").asText());
        var body = body(entry, "application~1json").toString();

        var answer = ingest.put(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json()).isEqualTo(shown(entry + "Stored", "application~1json"));
        assertThat(ingest.put(path, body).status()).isEqualTo(200);
    }

    private static JsonNode body(String name, String type) {
        return COMPONENTS.at("/requestBodies/%s/content/%s/example".formatted(name, type));
    }

    private static JsonNode shown(String name, String type) {
        return COMPONENTS.at("/responses/%s/content/%s/example".formatted(name, type));
    }

    private static List<String> faults(String schema, JsonNode value) {
        var whole = RunningIngest.JSON.createObjectNode();
        whole.put("$ref", "#/components/schemas/" + schema).set("components", COMPONENTS);
        return SCHEMAS.getSchema(whole).validate(value).stream().map(Object::toString).toList();
    }
}
