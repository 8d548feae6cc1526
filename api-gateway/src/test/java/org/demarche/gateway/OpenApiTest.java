package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.demarche.gateway.OpenApi.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openapitools.empoa.swagger.core.internal.SwAdapter;
import org.openapitools.openapistylevalidator.OpenApiSpecStyleValidator;
import org.openapitools.openapistylevalidator.ValidatorParameters;
import org.openapitools.openapistylevalidator.ValidatorParameters.NamingConvention;

/** The document says all that the gateway does, and says it well. */
class OpenApiTest {

    private static final OpenApi DOCUMENT = OpenApi.DOCUMENT;

    /** A verb and a noun: {@code listActors}. */
    private static final Pattern ID =
            Pattern.compile(
                    "(get|list|put|file|correct|retract|export|restore|declare|start|change|promote|rollBack|remove|delete|create|revoke)([A-Z][a-z]+)+");

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void every_route_is_in_the_document_and_the_other_way_round() {
        var described = DOCUMENT.operations().stream().map(Operation::toString).sorted().toList();

        assertThat(described).isEqualTo(stack.routes());
    }

    @Test
    void it_is_served_as_it_lies_in_the_jar() throws Exception {
        var response = stack.plain("/openapi.yml");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
        try (var in = OpenApiTest.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
            assertThat(response.body()).isEqualTo(new String(in.readAllBytes(), UTF_8));
        }
        var tag = response.headers().firstValue("ETag").orElseThrow();
        assertThat(stack.get("/openapi.yml", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(stack.get("/openapi.yml", "Accept", "text/html, */*;q=0.8").statusCode())
                .isEqualTo(200);
    }

    @Test
    void swagger_reads_it_without_a_word() {
        var options = new ParseOptions();
        options.setValidateExternalRefs(true);
        options.setResolve(true);

        var read = new OpenAPIV3Parser().readContents(text(), null, options);

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths()).hasSize(DOCUMENT.root().get("paths").size());
    }

    /** The linter's rule for examples of properties: here examples are of whole bodies. */
    @Test
    void the_linter_finds_nothing() {
        var parameters =
                new ValidatorParameters()
                        .setValidateInfoContact(false)
                        .setValidateOperationDescription(false)
                        .setValidateModelPropertiesExample(false)
                        .setValidateModelPropertiesDescription(false)
                        .setHeaderNamingConvention(NamingConvention.AnyCase)
                        .setPathNamingConvention(NamingConvention.AnyCase);
        var document = new OpenAPIV3Parser().readContents(text()).getOpenAPI();

        var faults =
                new OpenApiSpecStyleValidator(SwAdapter.toOpenAPI(document)).validate(parameters);

        assertThat(faults).map(Object::toString).filteredOn(one -> !isForeign(one)).isEmpty();
    }

    /** The standards that statements are exported in have names of their own. */
    private static boolean isForeign(String fault) {
        return fault.matches(
                "(?s).*model (Claim|Plover)\\w* '.+' -> property should be in camelCase.*");
    }

    /** The last of two would take the place of the first. */
    @Test
    void no_two_files_have_a_component_of_one_name() throws Exception {
        var yaml = new YAMLMapper();
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(Path.of("src/main/openapi"), "*.yml")) {
            for (var file : files) {
                for (var kind : yaml.readTree(file.toFile()).path("components").properties()) {
                    kind.getValue()
                            .fieldNames()
                            .forEachRemaining(name -> names.add(kind.getKey() + '/' + name));
                }
            }
        }

        assertThat(names).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @Test
    void every_operation_says_what_it_needs_to() {
        var faults = new ArrayList<String>();
        var ids = new TreeSet<String>();
        for (var operation : DOCUMENT.operations()) {
            var node = operation.node();
            for (var field : List.of("summary", "operationId", "tags")) {
                if (node.path(field).isEmpty() && node.path(field).asText().isBlank()) {
                    faults.add(operation + " has no " + field);
                }
            }
            if (!ids.add(node.path("operationId").asText())) {
                faults.add(operation + " has the operationId of another");
            }
            for (var response : node.path("responses").properties()) {
                if (!response.getValue().has("$ref") || response.getValue().size() > 1) {
                    faults.add(
                            "%s, %s: is no reference to a response, or has something beside it"
                                    .formatted(operation, response.getKey()));
                }
            }
            DOCUMENT.parameters(operation)
                    .filter(one -> !one.hasNonNull("description"))
                    .forEach(one -> faults.add(operation + " does not describe " + one));
        }
        references(DOCUMENT.root(), faults);

        assertThat(faults).isEmpty();
    }

    @Test
    void every_operation_has_a_declared_tag_an_id_of_one_style_and_the_problems_of_all() {
        var tags = DOCUMENT.root().get("tags").findValuesAsText("name");
        var faults = new ArrayList<String>();
        for (var operation : DOCUMENT.operations()) {
            var node = operation.node();
            var id = node.path("operationId").asText();
            if (!tags.containsAll(node.path("tags").valueStream().map(JsonNode::asText).toList())) {
                faults.add(operation + " has a tag that is not declared");
            }
            if (!ID.matcher(id).matches()) {
                faults.add(operation + " has an id of another style: " + id);
            }
            for (var status : List.of("403", "421", "default")) {
                if (!node.path("responses").has(status)) {
                    faults.add(operation + " does not say what it answers with " + status);
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void every_list_has_the_envelope_a_limit_a_table_and_an_id_that_begins_with_list() {
        var faults = new ArrayList<String>();
        for (var operation : DOCUMENT.operations()) {
            var answer = DOCUMENT.resolve(operation.node().at("/responses/200"));
            var schema = answer.at("/content/application~1json/schema");
            var isList = operation.node().path("operationId").asText().startsWith("list");
            var names =
                    DOCUMENT.parameters(operation).map(one -> one.get("name").asText()).toList();
            var asked = names.containsAll(List.of("limit", "cursor", "bom"));
            var linked = answer.path("headers").has("Link");
            var table = answer.path("content").has("text/csv");
            var signs = List.of(isEnvelope(schema), asked, table && linked && asked);
            if (!signs.stream().allMatch(sign -> sign == isList) || isList && !linked) {
                faults.add("%s: %s".formatted(operation, signs));
            }
        }

        assertThat(faults).isEmpty();
    }

    /** Of one of several forms, at least the first. */
    private static boolean isEnvelope(JsonNode schema) {
        var first = schema.has("oneOf") ? schema.at("/oneOf/0") : schema;
        var required = DOCUMENT.resolve(first).path("required").valueStream();
        return required.map(JsonNode::asText).toList().containsAll(List.of("items", "next"));
    }

    @Test
    void every_answer_has_the_id_of_its_request_and_a_problem_is_one() {
        for (var response : DOCUMENT.root().at("/components/responses").properties()) {
            assertThat(response.getValue().path("headers").has("X-Request-Id"))
                    .as(response.getKey())
                    .isTrue();
        }
        for (var operation : DOCUMENT.operations()) {
            for (var response : operation.node().path("responses").properties()) {
                if (response.getKey().matches("[45]..|default")
                        && !operation.path().startsWith("/health")) {
                    var content = DOCUMENT.resolve(response.getValue()).path("content");
                    assertThat(content.propertyStream().map(Map.Entry::getKey))
                            .as(operation + " " + response.getKey())
                            .containsExactly("application/problem+json");
                }
            }
        }
    }

    /** Requests and answers, of writes too, which are not executed here. */
    @Test
    void every_example_is_as_its_schema_says() {
        var faults = new ArrayList<String>();
        examples(DOCUMENT.root().get("components"), "", faults);

        assertThat(faults).isEmpty();
    }

    /** All but the document itself and what the management library has to say. */
    @Test
    void every_body_has_an_example_and_every_line_a_schema() {
        var faults = new ArrayList<String>();
        for (var kind : List.of("requestBodies", "responses")) {
            for (var body : DOCUMENT.root().at("/components/" + kind).properties()) {
                for (var type : body.getValue().path("content").properties()) {
                    var place = body.getKey() + ' ' + type.getKey();
                    if (OpenApi.examples(type.getValue()).isEmpty()) {
                        faults.add(place);
                    }
                    if (type.getKey().endsWith("ndjson")
                            && !type.getValue().at("/x-itemSchema/$ref").isTextual()) {
                        faults.add(place + ", a line");
                    }
                }
            }
        }

        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "OpenApi application/yaml",
                        "Conflicts application/atom+xml",
                        "Network application/graphml+xml",
                        "Retractions application/atom+xml",
                        "Shifts application/atom+xml",
                        "Start application/json",
                        "Start text/html",
                        "Health application/json",
                        "Meters text/plain",
                        "ProblemPages text/plain");
    }

    /** As both were written: what the compiler makes of it has another order. */
    @Test
    void what_the_document_of_the_topics_has_too_is_the_same() throws Exception {
        var yaml = new YAMLMapper();
        var there = yaml.readTree(Path.of("..", "docs", "asyncapi.yml").toFile());
        var same = new ArrayList<String>();
        for (var file : Path.of("src", "main", "openapi").toFile().listFiles()) {
            for (var schema : yaml.readTree(file).at("/components/schemas").properties()) {
                var other = there.at("/components/schemas/" + schema.getKey());
                if (!other.isMissingNode()) {
                    assertThat(schema.getValue()).as(schema.getKey()).isEqualTo(other);
                    same.add(schema.getKey());
                }
            }
        }

        assertThat(same).contains("Position", "Event", "ReportBody", "Actor", "Issue", "Outlet");
    }

    private static void examples(JsonNode node, String place, List<String> faults) {
        if (node.has("schema")) {
            DOCUMENT.exampleFaults(node).forEach(fault -> faults.add(place + ": " + fault));
        }
        node.properties()
                .forEach(one -> examples(one.getValue(), place + '/' + one.getKey(), faults));
    }

    private static void references(JsonNode node, List<String> faults) {
        if (node.path("$ref").isTextual() && DOCUMENT.resolve(node).isMissingNode()) {
            faults.add(node.get("$ref").asText() + " leads nowhere");
        }
        node.forEach(child -> references(child, faults));
    }

    private static String text() {
        return stack.plain("/openapi.yml").body();
    }
}
