package org.demarche.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of the OpenAPI document that pages show. */
public final class Reference {

    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode root = read();
    private final List<Endpoint> endpoints = endpoints();

    /**
     * An operation of the document.
     *
     * @param role the role that a caller needs; empty if none
     */
    public record Endpoint(
            String id,
            String method,
            String path,
            String tag,
            String summary,
            Markup description,
            String role,
            List<Parameter> parameters,
            List<Content> body,
            List<Reply> replies) {}

    /**
     * @param in the place of the parameter: path, query or header
     */
    public record Parameter(
            String name, String in, boolean required, List<Word> type, Markup description) {}

    /** An answer by its status. The status {@code default} is for all other statuses. */
    public record Reply(String status, Markup description, List<Content> forms) {}

    /**
     * A body in one media type.
     *
     * @param example empty if the document has none
     */
    public record Content(String mediaType, List<Word> type, String example) {}

    /**
     * A part of the name of a type.
     *
     * @param schema the schema that the part names; null if the part is plain words
     */
    public record Word(String text, @Nullable String schema) {}

    /** A member of an object. The name of a member within another one has a dot. */
    public record Member(String name, boolean required, List<Word> type, Markup description) {}

    /**
     * A schema of the document.
     *
     * @param type the type of a schema that is not an object; empty for an object
     */
    public record Schema(String name, Markup description, List<Word> type, List<Member> members) {}

    private static JsonNode read() {
        try (var in = Reference.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
            if (in == null) {
                throw new IllegalStateException("The jar has no META-INF/swagger/openapi.yml");
            }
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The groups of operations with their descriptions, in the order of the document. */
    public Map<String, String> tags() {
        var tags = new LinkedHashMap<String, String>();
        root.path("tags")
                .forEach(
                        tag ->
                                tags.put(
                                        tag.path("name").asText(),
                                        tag.path("description").asText()));
        return tags;
    }

    public List<Endpoint> all() {
        return endpoints;
    }

    public Optional<Endpoint> endpoint(String id) {
        return endpoints.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    public Optional<Schema> schema(String name) {
        var schema = root.path("components").path("schemas").path(name);
        return schema.isMissingNode()
                ? Optional.empty()
                : Optional.of(
                        new Schema(
                                name,
                                description(schema),
                                schema.has("properties") ? List.of() : type(schema),
                                members("", schema, 0)));
    }

    /** The names of all schemas. */
    public List<String> schemas() {
        return root.path("components")
                .path("schemas")
                .propertyStream()
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private List<Endpoint> endpoints() {
        var all = new ArrayList<Endpoint>();
        for (var path : root.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (operation.getValue().has("operationId")) {
                    all.add(endpoint(path.getKey(), operation.getKey(), operation.getValue()));
                }
            }
        }
        return List.copyOf(all);
    }

    private Endpoint endpoint(String path, String method, JsonNode operation) {
        return new Endpoint(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("tags").path(0).asText(),
                operation.path("summary").asText(),
                description(operation),
                operation.path("security").path(0).path("bearer").path(0).asText(""),
                operation
                        .path("parameters")
                        .valueStream()
                        .map(this::resolved)
                        .map(this::parameter)
                        .toList(),
                forms(resolved(operation.path("requestBody"))),
                operation
                        .path("responses")
                        .propertyStream()
                        .map(one -> reply(one.getKey(), resolved(one.getValue())))
                        .sorted(Comparator.comparing(Reply::status))
                        .toList());
    }

    private Parameter parameter(JsonNode parameter) {
        return new Parameter(
                parameter.path("name").asText(),
                parameter.path("in").asText(),
                parameter.path("required").asBoolean(),
                type(parameter.path("schema")),
                description(parameter));
    }

    private Reply reply(String status, JsonNode response) {
        return new Reply(status, description(response), forms(response));
    }

    private List<Content> forms(JsonNode body) {
        return body.path("content")
                .propertyStream()
                .map(
                        one ->
                                new Content(
                                        one.getKey(),
                                        type(one.getValue().path("schema")),
                                        example(one.getValue())))
                .toList();
    }

    private String example(JsonNode media) {
        var example =
                media.has("example")
                        ? media.path("example")
                        : media.path("examples")
                                .valueStream()
                                .map(this::resolved)
                                .findFirst()
                                .map(one -> one.path("value"))
                                .orElse(media.path("example"));
        return example.isMissingNode()
                ? ""
                : example.isTextual() ? example.asText() : example.toPrettyString();
    }

    private List<Member> members(String before, JsonNode schema, int depth) {
        var required = schema.path("required").valueStream().map(JsonNode::asText).toList();
        var members = new ArrayList<Member>();
        for (var one : schema.path("properties").properties()) {
            var name = before + one.getKey();
            var value = one.getValue();
            members.add(
                    new Member(
                            name,
                            required.contains(one.getKey()),
                            type(value),
                            description(value)));
            // no schema of the document is deeper
            if (depth < 4 && !value.has("$ref")) {
                members.addAll(members(name + '.', value, depth + 1));
                members.addAll(members(name + "[].", value.path("items"), depth + 1));
            }
        }
        for (var part : schema.path("allOf")) {
            members.addAll(members(before, resolved(part), depth));
        }
        return members;
    }

    private List<Word> type(JsonNode schema) {
        if (schema.has("$ref")) {
            var name = schema.path("$ref").asText();
            var text = name.substring(name.lastIndexOf('/') + 1);
            return List.of(new Word(text, name.startsWith(SCHEMAS) ? text : null));
        }
        for (var several : List.of("oneOf", "anyOf")) {
            if (schema.has(several)) {
                return joined(schema.path(several).valueStream().map(this::type).toList(), " or ");
            }
        }
        if (schema.has("allOf")) {
            return joined(schema.path("allOf").valueStream().map(this::type).toList(), " and ");
        }
        if (schema.has("enum")) {
            return words(
                    String.join(
                            ", ",
                            schema.path("enum").valueStream().map(JsonNode::asText).toList()));
        }
        if (schema.has("const")) {
            return words(schema.path("const").asText());
        }
        var type =
                schema.path("type").isArray()
                        ? String.join(
                                " or ",
                                schema.path("type").valueStream().map(JsonNode::asText).toList())
                        : schema.path("type").asText("anything");
        if (type.equals("array")) {
            return joined(List.of(words("list"), type(schema.path("items"))), " of ");
        }
        var form = schema.path("format").asText("");
        return words(form.isEmpty() ? type : type + " (" + form + ')');
    }

    private static List<Word> joined(List<List<Word>> types, String between) {
        var words = new ArrayList<Word>();
        for (var type : types) {
            if (!words.isEmpty()) {
                words.addAll(words(between));
            }
            words.addAll(type);
        }
        return words;
    }

    private static List<Word> words(String text) {
        return List.of(new Word(text, null));
    }

    private static Markup description(JsonNode of) {
        var text = of.path("description").asText("");
        return text.isEmpty() ? Markup.NOTHING : Markdown.text(text);
    }

    /** Follows a reference. Returns any other node as it is. */
    private JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }
}
