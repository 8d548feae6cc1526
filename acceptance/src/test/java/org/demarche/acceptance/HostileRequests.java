package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.OpenApi.Operation;

/**
 * Requests for each operation of the OpenAPI document: as its examples have them, at the boundary
 * of its schemas, and hostile. A seed has one sequence.
 */
final class HostileRequests {

    private static final OpenApi DOCUMENT = OpenApi.DOCUMENT;

    /** It has the client wait, so it is asked for what is long there. */
    private static final String TOKEN = "Demarche-Token";

    private final List<Operation> operations;
    private final Random random;
    private final HostileValues values;
    private int asked;

    HostileRequests(List<Operation> operations, long seed) {
        this.operations = operations;
        random = new Random(seed);
        values = new HostileValues(random);
    }

    /**
     * @param target path and query, with nothing in them that an address may not have
     * @param headers names and values in turn
     * @param body null: none
     */
    record Request(Operation operation, String target, List<String> headers, byte[] body) {

        /** For a message, cut off where it is long. */
        @Override
        public String toString() {
            var text = body == null ? "" : new String(body, UTF_8);
            return "%s %s %s %s".formatted(operation.method(), cut(target), headers, cut(text));
        }

        private static String cut(String text) {
            return text.length() > 600 ? text.substring(0, 600) + " …" : text;
        }
    }

    /** First each operation as its examples have it, then all in turn. */
    Request next() {
        var operation = operations.get(asked % operations.size());
        var wildness = asked++ < operations.size() ? 0 : random.nextInt(4);
        return request(operation, wildness);
    }

    /**
     * @param wildness of ten parameters, how many are not as an example has them
     */
    private Request request(Operation operation, int wildness) {
        var path = operation.path();
        var query = new ArrayList<String>();
        var headers = new ArrayList<String>();
        for (var parameter : DOCUMENT.parameters(operation).toList()) {
            var name = parameter.get("name").asText();
            var place = parameter.get("in").asText();
            if (isLeftOut(parameter, wildness)) continue;
            var value = value(parameter, wildness);
            switch (place) {
                // an empty one would make it the address of another operation
                case "path" ->
                        path =
                                path.replace(
                                        '{' + name + '}', encoded(value.isEmpty() ? "." : value));
                case "query" -> query.add(name + '=' + encoded(value));
                case "header" -> addHeader(headers, name, value, wildness);
                default -> throw new IllegalStateException(place);
            }
        }
        if (isWild(wildness)) query.add(encoded(values.text()) + '=' + encoded(values.text()));
        if (isWild(wildness) && !query.isEmpty()) query.add(values.pick(query));
        var target = query.isEmpty() ? path : path + '?' + String.join("&", query);
        return new Request(operation, target, headers, body(operation, headers, wildness));
    }

    private boolean isWild(int wildness) {
        return random.nextInt(10) < wildness;
    }

    private boolean isLeftOut(JsonNode parameter, int wildness) {
        if (parameter.get("in").asText().equals("path")) return false;
        return parameter.path("required").asBoolean() ? isWild(wildness) : random.nextInt(3) > 0;
    }

    private String value(JsonNode parameter, int wildness) {
        if (!isWild(wildness)) return example(parameter);
        var schema = DOCUMENT.resolve(parameter.path("schema"));
        var boundaries = new ArrayList<String>();
        for (var bound : List.of("minimum", "maximum")) {
            if (!schema.has(bound)) continue;
            for (var step : List.of(-1, 0, 1)) {
                boundaries.add(String.valueOf(schema.get(bound).asLong() + step));
            }
        }
        schema.path("enum").forEach(one -> boundaries.add(one.asText()));
        return boundaries.isEmpty() || random.nextBoolean()
                ? values.text()
                : values.pick(boundaries);
    }

    private String example(JsonNode parameter) {
        var examples = List.copyOf(OpenApi.examples(parameter).values());
        if (examples.isEmpty()) return values.text();
        var example = values.pick(examples);
        return example.isArray()
                ? String.join(",", example.valueStream().map(JsonNode::asText).toList())
                : example.asText();
    }

    /** Requests that no HTTP client would send go over a bare socket. */
    private static void addHeader(List<String> headers, String name, String value, int wildness) {
        var isSent = value.chars().allMatch(letter -> letter >= ' ' && letter < 0x7f);
        if (isSent && !(name.equals(TOKEN) && wildness == 0)) headers.addAll(List.of(name, value));
    }

    private byte[] body(Operation operation, List<String> headers, int wildness) {
        var declared = DOCUMENT.resolve(operation.node().path("requestBody")).path("content");
        if (declared.isEmpty()) {
            return isWild(wildness) ? values.bytes() : null;
        }
        Map.Entry<String, JsonNode> content = values.pick(List.copyOf(declared.properties()));
        headers.addAll(List.of("Content-Type", isWild(wildness) ? "text/plain" : content.getKey()));
        if (isWild(wildness)) headers.addAll(List.of("Content-Encoding", "gzip"));
        var example = values.pick(List.copyOf(OpenApi.examples(content.getValue()).values()));
        if (wildness == 0) return bytes(example);
        return switch (random.nextInt(6)) {
            case 0 -> bytes(example);
            case 1 -> values.bytes();
            case 2 -> values.changed(bytes(example));
            default ->
                    example.isContainerNode()
                            ? bytes(values.changed(example))
                            : values.changed(bytes(example));
        };
    }

    private static byte[] bytes(JsonNode example) {
        return (example.isTextual() ? example.asText() : example.toString()).getBytes(UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
