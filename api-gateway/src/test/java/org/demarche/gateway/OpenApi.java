package org.demarche.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The document as it lies in the jar, and whether what was answered is as it says: the status, the
 * headers, the media type, and the body, in which nothing may be that the document does not name.
 */
public final class OpenApi {

    public static final OpenApi DOCUMENT = new OpenApi();

    /** Of HTTP itself, and of what nobody expected: the response by default stands for them. */
    private static final Set<Integer> OF_HTTP = Set.of(405, 406, 413, 414, 431, 500, 505);

    /** The schema of each line of a body; OpenAPI has a word for it only since 3.2. */
    private static final String LINES = "x-itemSchema";

    private static final String VERSION = "Demarche-Version";

    /** The one variable that is no single segment. */
    private static final String WITH_SLASHES = "{key}";

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode root = read();
    private final JsonNode closed = closed(root.get("components").deepCopy(), false);
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    Dialect.builder(Dialects.getDraft202012())
                            .keyword(new NonValidationKeyword("components"))
                            .build());
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private OpenApi() {}

    /**
     * @param path with its variables in braces
     */
    public record Operation(String method, String path, JsonNode node) {

        @Override
        public String toString() {
            return method + ' ' + path;
        }

        private boolean isAt(String asked) {
            return asked.matches(
                    path.replace(".", "\\.")
                            .replace(WITH_SLASHES, ".+")
                            .replaceAll("\\{\\w+}", "[^/]+"));
        }
    }

    public JsonNode root() {
        return root;
    }

    public List<Operation> operations() {
        return root.get("paths").properties().stream()
                .flatMap(
                        path ->
                                path.getValue().properties().stream()
                                        .map(
                                                method ->
                                                        new Operation(
                                                                method.getKey()
                                                                        .toUpperCase(Locale.ROOT),
                                                                path.getKey(),
                                                                method.getValue())))
                .toList();
    }

    /** The target of a reference; any other value itself. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    public Stream<JsonNode> parameters(Operation operation) {
        return operation.node.path("parameters").valueStream().map(this::resolve);
    }

    /** The differences from the document; none for an address that it does not have. */
    List<String> faults(String method, String path, HttpResponse<String> response) {
        return operations().stream()
                .filter(one -> one.method.equals(method) && one.isAt(path))
                .min((a, b) -> Boolean.compare(a.path.contains("{"), b.path.contains("{")))
                .map(operation -> faults(operation, response))
                .orElse(List.of());
    }

    public List<String> faults(Operation operation, HttpResponse<String> response) {
        var status = response.statusCode();
        var responses = operation.node.path("responses");
        var listed = Integer.toString(status);
        var isOfHttp = OF_HTTP.contains(status) && !responses.has(listed);
        var declared = responses.path(isOfHttp ? "default" : listed);
        if (declared.isMissingNode()) {
            return List.of("%s answers %d, which is not declared".formatted(operation, status));
        }
        var answer = resolve(declared);
        var faults = new ArrayList<String>();
        for (var header : answer.path("headers").properties()) {
            faults.addAll(headerFaults(header.getKey(), resolve(header.getValue()), response));
        }
        if (!answer.path("headers").has(VERSION)
                && response.headers().firstValue(VERSION).isPresent()) {
            faults.add("a version is named, and none has answered");
        }
        if (answer.has("content")) {
            faults.addAll(contentFaults(answer.get("content"), response));
        } else if (!response.body().isEmpty()) {
            faults.add("there is a body, and none is declared");
        }
        return faults.stream().map("%s, %d: %%s".formatted(operation, status)::formatted).toList();
    }

    List<String> schemaFaults(JsonNode schema, JsonNode value) {
        return schemas
                .computeIfAbsent(schema, this::compile)
                .validate(
                        value,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("'%s' is no JSON".formatted(text), e);
        }
    }

    /** By name; one alone has none. */
    public static Map<String, JsonNode> examples(JsonNode declared) {
        var examples = new LinkedHashMap<String, JsonNode>();
        if (declared.has("example")) {
            examples.put("", declared.get("example"));
        }
        declared.path("examples")
                .properties()
                .forEach(one -> examples.put(one.getKey(), one.getValue().get("value")));
        return examples;
    }

    /** Of the examples of a parameter or a body. */
    List<String> exampleFaults(JsonNode declared) {
        return examples(declared).values().stream()
                .flatMap(
                        example ->
                                (declared.has(LINES)
                                                ? linesFaults(declared, example.asText())
                                                : schemaFaults(declared.get("schema"), example))
                                        .stream())
                .toList();
    }

    private List<String> linesFaults(JsonNode declared, String lines) {
        return lines.lines()
                .flatMap(line -> schemaFaults(declared.get(LINES), json(line)).stream())
                .toList();
    }

    private List<String> headerFaults(
            String name, JsonNode declared, HttpResponse<String> response) {
        Optional<String> value = response.headers().firstValue(name);
        if (value.isEmpty()) {
            return declared.path("required").asBoolean()
                    ? List.of("the header %s is missing".formatted(name))
                    : List.of();
        }
        var isNumber = declared.at("/schema/type").asText().equals("integer");
        var text = JSON.getNodeFactory().textNode(value.get());
        return schemaFaults(
                        declared.get("schema"),
                        isNumber ? JSON.getNodeFactory().numberNode(text.asLong(-1)) : text)
                .stream()
                .map("%s: %%s".formatted(name)::formatted)
                .toList();
    }

    private List<String> contentFaults(JsonNode content, HttpResponse<String> response) {
        var type =
                response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0].strip();
        var declared = content.path(type);
        if (declared.isMissingNode()) {
            return List.of("the media type '%s' is not declared".formatted(type));
        }
        if (declared.has(LINES)) {
            return linesFaults(declared, response.body());
        }
        return type.endsWith("json")
                ? schemaFaults(declared.get("schema"), json(response.body()))
                : List.of();
    }

    private Schema compile(JsonNode schema) {
        var whole = (ObjectNode) closed(schema.deepCopy(), false);
        whole.set("components", closed);
        return registry.getSchema(whole);
    }

    /**
     * Closes the schemas, so that a field that the document does not name is a fault. The document
     * itself leaves them open for new fields. The parts of an {@code allOf} do not name each
     * other's fields, so they are closed together.
     */
    private JsonNode closed(JsonNode node, boolean isPart) {
        if (!(node instanceof ObjectNode object)) {
            node.forEach(one -> closed(one, false));
            return node;
        }
        if (object.path("allOf") instanceof ArrayNode parts) {
            for (var n = 0; n < parts.size(); n++) {
                parts.set(n, closed(resolve(parts.get(n)).deepCopy(), true));
            }
        }
        object.properties().stream()
                .filter(one -> !one.getKey().equals("allOf"))
                .forEach(one -> closed(one.getValue(), false));
        var isObject =
                object.path("type").asText().equals("object")
                        && object.path("properties").isObject();
        if (!isPart && (isObject || object.path("allOf").isArray())) {
            object.put("unevaluatedProperties", false);
        }
        return node;
    }

    private static JsonNode read() {
        try (var in = OpenApi.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
