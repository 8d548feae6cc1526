package org.demarche.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code docs/asyncapi.yml}, and whether records are as it says: they hold nothing beside that. */
final class AsyncApi {

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode root = read();
    private final JsonNode closed = closed(root.get("components").deepCopy());
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    Dialect.builder(Dialects.getDraft202012())
                            .keyword(new NonValidationKeyword("components"))
                            .build());

    /** By its address, in which parameters have their defaults. */
    Map<String, JsonNode> channels() {
        return root.get("channels")
                .valueStream()
                .collect(Collectors.toMap(AsyncApi::address, Function.identity()));
    }

    List<JsonNode> messages(String channel) {
        return root.at("/channels/" + channel + "/messages").valueStream().map(this::at).toList();
    }

    JsonNode message(String name) {
        return root.at("/components/messages")
                .valueStream()
                .filter(one -> one.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<String> bodyFaults(JsonNode message, byte[] body) {
        try {
            return faults(message.get("payload"), JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> keyFaults(JsonNode message, String key) {
        return faults(message.at("/bindings/kafka/key"), JSON.getNodeFactory().textNode(key));
    }

    List<String> headerFaults(JsonNode message, Map<String, String> headers) {
        return faults(message.get("headers"), JSON.valueToTree(headers));
    }

    /** The names of all that a message may have. */
    List<String> headers(JsonNode message) {
        return at(message.get("headers"))
                .get("properties")
                .propertyStream()
                .map(Entry::getKey)
                .toList();
    }

    /** Of a name. */
    JsonNode schema(String name) {
        return root.at("/components/schemas/" + name);
    }

    private List<String> faults(JsonNode schema, JsonNode value) {
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", closed);
        return registry
                .getSchema(whole)
                .validate(
                        value,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private JsonNode at(JsonNode reference) {
        return root.at(reference.get("$ref").asText().substring(1));
    }

    private static String address(JsonNode channel) {
        var address = channel.get("address").asText();
        for (Entry<String, JsonNode> parameter : channel.path("parameters").properties()) {
            address =
                    address.replace(
                            '{' + parameter.getKey() + '}',
                            parameter.getValue().get("default").asText());
        }
        return address;
    }

    /** The document leaves room for fields to come; what is written today it names. */
    private static JsonNode closed(JsonNode node) {
        node.forEach(AsyncApi::closed);
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.path("properties").isObject()) {
            object.put("unevaluatedProperties", false);
        }
        return node;
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Path.of("..", "docs", "asyncapi.yml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
