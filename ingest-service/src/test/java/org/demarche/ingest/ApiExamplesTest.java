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
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.ingest.RunningIngest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The writes that the API's description shows are done as it shows them. */
class ApiExamplesTest {

    private static final String NDJSON = "application~1x-ndjson";
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
        assertShown(ingest.post(report), 201, "Filed");
        assertThat(ingest.post(report).status()).isEqualTo(200);

        var many = ingest.postAll("", body("ReportFilings", NDJSON).asText());
        assertLines(many, "Result", "FiledBefore");
        assertLines(lines("corrections", "CorrectionLines"), "CorrectionResult", "CorrectedLines");
        assertLines(lines("retractions", "RetractionLines"), "RetractionResult", "RetractedLines");

        var path = "/v1/reports/" + COMPONENTS.at("/parameters/reportId/example").asText();
        var correction = body("Correction", "application~1json");
        assertShown(amend(path + "/corrections", correction), 201, "Corrected");
        assertShown(amend(path + "/corrections", correction), 200, "CorrectedBefore");
        assertHolderFixed(path, correction);
        var retraction = body("Retraction", "application~1json");
        assertShown(amend(path + "/retractions", retraction), 201, "Retracted");
        assertShown(amend(path + "/retractions", retraction), 200, "RetractedBefore");
        assertShown(ingest.post(report), 200, "FiledBefore");
        assertLogNotEmpty();
    }

    @Test
    void lines_that_exports_are_shown_to_have_are_restored_as_it_is_shown() {
        var lines = body("ExportedLines", NDJSON).asText();
        assertThat(lines.lines())
                .isSubsetOf(
                        Stream.of("RegistryExport", "LogExport")
                                .flatMap(export -> shown(export, NDJSON).asText().lines())
                                .toList());

        try (var empty = RunningIngest.start("api-examples-restored")) {
            assertLines(restore(empty, lines), "RestoreResult", "Restored");
        }
    }

    private static void assertHolderFixed(String path, JsonNode correction) {
        ingest.put("/v1/actors/sudland", "{\"kind\": \"state\", \"name\": \"Sudland\"}");
        var others = correction.<ObjectNode>deepCopy().put("holder", "Sudland");

        var answer = amend(path + "/corrections", others);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json()).isEqualTo(shown("HolderFixed", "application~1problem+json"));
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
                    400 | POST | /v1/retractions?register=true | application/x-ndjson | {}
                    415 | POST | /v1/corrections       | application/json | {}
                    404 | POST | /v1/reports/a.b.c/corrections | application/json | {}
                    404 | POST | /v1/reports/a.b.c/retractions | application/json | {"reason": "x"}
                    400 | POST | /v1/reports/a.b.c/retractions?register=true | application/json | {}
                    415 | POST | /v1/reports/a.b.c/corrections | text/plain | {}
                    422 | PUT  | /v1/actors/x          | application/json | {"kind": "moon", "memberOf": [{}]}
                    """)
    void a_refusal_is_a_problem_as_it_is_described(
            int status, String method, String path, String type, String body) {
        var answer = ingest.send(method, path, body, "Content-Type", type);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(faults("Problem", answer.json())).isEmpty();
    }

    /** As it is shown, save in what partition the log has something. */
    private static void assertLogNotEmpty() {
        var answer = restore(ingest, body("ExportedLines", NDJSON).asText());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(
                        parsed(
                                answer.body()
                                        .replaceFirst(
                                                "api-examples.reports-\\d", "demarche.reports-3")))
                .isEqualTo(shown("LogNotEmpty", "application~1problem+json"));
    }

    private static Answer restore(RunningIngest into, String lines) {
        return into.send("POST", "/v1/restore", lines, "Content-Type", "application/x-ndjson");
    }

    /** As {@link #assertShown}, of many. */
    private static void assertLines(Answer answer, String schema, String response) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.lines())
                .allSatisfy(line -> assertThat(faults(schema, line)).isEmpty())
                .map(ApiExamplesTest::withoutToken)
                .isEqualTo(
                        shown(response, NDJSON)
                                .asText()
                                .lines()
                                .map(ApiExamplesTest::parsed)
                                .map(ApiExamplesTest::withoutToken)
                                .toList());
    }

    private static Answer lines(String path, String body) {
        var lines = body(body, NDJSON).asText();
        return ingest.send("POST", "/v1/" + path, lines, "Content-Type", "application/x-ndjson");
    }

    private static Answer amend(String path, JsonNode body) {
        return ingest.send("POST", path, body.toString(), "Content-Type", "application/json");
    }

    /** As it is shown, save that a token depends on how many partitions there are. */
    private static void assertShown(Answer answer, int status, String response) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        var declared = COMPONENTS.at("/responses/" + response);
        declared.get("headers")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("X-Request-Id")) // the gateway adds it
                .forEach(name -> assertThat(answer.header(name)).as(name).isNotEmpty());
        var schema = declared.at("/content/application~1json/schema/$ref").asText();
        assertThat(faults(schema.replaceFirst(".*/", ""), answer.json())).isEmpty();
        assertThat(withoutToken(answer.json()))
                .isEqualTo(withoutToken(shown(response, "application~1json")));
    }

    private static String withoutToken(JsonNode node) {
        return ((ObjectNode) node.deepCopy()).without("token").toString();
    }

    private static JsonNode parsed(String line) {
        try {
            return RunningIngest.JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
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
        var content = COMPONENTS.at("/responses/%s/content/%s".formatted(name, type));
        return content.has("example")
                ? content.get("example")
                : content.at("/examples/ndjson/value");
    }

    private static List<String> faults(String schema, JsonNode value) {
        var whole = RunningIngest.JSON.createObjectNode();
        whole.put("$ref", "#/components/schemas/" + schema).set("components", COMPONENTS);
        return SCHEMAS.getSchema(whole).validate(value).stream().map(Object::toString).toList();
    }
}
