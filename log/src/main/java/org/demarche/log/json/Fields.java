package org.demarche.log.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.demarche.log.name.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object one by one. A wrong field becomes null, and its fault is noted
 * with its place, so that a client learns of all faults together. A field that is null counts as
 * absent.
 */
public final class Fields {

    /** A body can have tens of thousands of faults; nobody reads more than this many. */
    public static final int MOST_VIOLATIONS = 100;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode object;
    private final String pointer;
    private final BodyFaults faults;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Fields> children = new ArrayList<>();

    private Fields(JsonNode object, String pointer, BodyFaults faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    /**
     * @throws MalformedJson if the bytes are not JSON
     * @throws InvalidBody if they are JSON, but not an object
     */
    public static Fields of(byte[] body) throws MalformedJson, InvalidBody {
        var tree = tree(body);
        if (!tree.isObject()) {
            throw new InvalidBody(
                    List.of(new Violation("", "must be an object, but is " + what(tree))));
        }
        return new Fields(tree, "", new BodyFaults());
    }

    private static JsonNode tree(byte[] body) throws MalformedJson {
        try {
            var tree = JSON.readTree(body);
            if (tree.isMissingNode()) {
                throw new MalformedJson("the body is empty");
            }
            return tree;
        } catch (MismatchedInputException e) {
            // every JSON value can be a tree, so the fault can only be text after the value
            throw MalformedJson.of(e, "there is more text after the end of the object");
        } catch (JsonProcessingException e) {
            throw MalformedJson.of(e, e.getOriginalMessage());
        } catch (IOException e) {
            throw new MalformedJson("not UTF-8: " + e.getMessage());
        }
    }

    /**
     * Reads a text of 1 to {@code longest} characters, without control characters and without
     * halves of surrogate pairs. For new texts, {@link KeptText} checks more.
     */
    public @Nullable String text(String name, int longest) {
        return read(name, (node, at) -> text(node, at, longest));
    }

    /** Reads a text that must be the label of one of the values, and returns this value. */
    public <E> @Nullable E oneOf(String name, List<E> values, Function<E, String> label) {
        return read(name, (node, at) -> oneOf(node, at, values, label));
    }

    /** Reads a whole number from {@code least} to {@code most}, both included. */
    public @Nullable Integer number(String name, int least, int most) {
        return read(name, (node, at) -> number(node, at, least, most));
    }

    public @Nullable Boolean flag(String name) {
        return read(name, this::flag);
    }

    /**
     * Reads and parses a text. If the parser throws an {@link IllegalArgumentException}, its
     * message is the fault.
     */
    public <T> @Nullable T parsed(String name, int longest, Function<String, T> parser) {
        return read(name, (node, at) -> parsed(node, at, longest, parser));
    }

    /** Reads a list of texts; empty if the field is absent. */
    public List<String> texts(String name, int most, int longest) {
        return parsedList(name, most, longest, Function.identity());
    }

    /** Parses each text of a list as {@link #parsed} does; empty if the field is absent. */
    public <T> List<T> parsedList(String name, int most, int longest, Function<String, T> parser) {
        return list(name, most, (node, at) -> parsed(node, at, longest, parser));
    }

    /**
     * Reads a list of objects; empty if the field is absent. An element that is not an object is a
     * fault, and is left out.
     */
    public <T> List<T> objects(String name, int most, Function<Fields, @Nullable T> reader) {
        return list(name, most, (node, at) -> object(node, at, reader));
    }

    public <T> @Nullable T object(String name, Function<Fields, @Nullable T> reader) {
        return read(name, (node, at) -> object(node, at, reader));
    }

    /** The names of the fields, in their order in the body. */
    public List<String> names() {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether the field has any value but null, even a wrong one. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /**
     * Whether the field is present and null. Only a few fields treat null and absence differently.
     */
    public boolean isNull(String name) {
        return object.path(name).isNull();
    }

    /** Notes a fault for each of these fields that is absent. */
    public void require(String... names) {
        for (var name : names) {
            if (!has(name)) {
                note(at(name), "is missing");
            }
        }
    }

    /**
     * Notes a fault for every field that no reader asked for, in this object and in inner objects.
     */
    public void refuseOthers() {
        var near = Nearest.among(known);
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                note(at(name), "is unknown", faults.guess(() -> near.to(name)));
                            }
                        });
        children.forEach(Fields::refuseOthers);
    }

    public void note(String at, String message) {
        note(at, message, List.of());
    }

    public void note(String at, String message, List<String> suggestions) {
        faults.add(new Violation(at, message, suggestions));
    }

    /** The JSON pointer of this object. */
    public String place() {
        return pointer;
    }

    /** The JSON pointer of a field of this object. */
    public String at(String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }

    /**
     * @throws InvalidBody if the body has any fault; it has the first {@value #MOST_VIOLATIONS}
     *     faults, and one more that counts the rest
     */
    public void verify() throws InvalidBody {
        faults.verify();
    }

    private <T> @Nullable T read(String name, BiFunction<JsonNode, String, @Nullable T> reader) {
        known.add(name);
        var node = object.get(name);
        return node == null || node.isNull() ? null : reader.apply(node, at(name));
    }

    private <T> List<T> list(
            String name, int most, BiFunction<JsonNode, String, @Nullable T> reader) {
        var elements = read(name, (node, at) -> elements(node, at, most));
        if (elements == null) {
            return List.of();
        }
        var values = new ArrayList<T>();
        for (var i = 0; i < elements.size(); i++) {
            var value = reader.apply(elements.get(i), at(name) + '/' + i);
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    private @Nullable List<JsonNode> elements(JsonNode node, String at, int most) {
        if (!node.isArray()) {
            note(at, "must be a list, but is " + what(node));
            return null;
        }
        if (node.size() > most) {
            note(at, "has %d elements, but at most %d are allowed".formatted(node.size(), most));
            return null;
        }
        return node.valueStream().toList();
    }

    private <T> @Nullable T object(JsonNode node, String at, Function<Fields, @Nullable T> reader) {
        if (!node.isObject()) {
            note(at, "must be an object, but is " + what(node));
            return null;
        }
        var within = new Fields(node, at, faults);
        children.add(within);
        return reader.apply(within);
    }

    private @Nullable Integer number(JsonNode node, String at, int least, int most) {
        if (!node.isIntegralNumber()) {
            note(at, "must be a whole number, but is " + what(node));
            return null;
        }
        if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            note(at, "must be %d to %d".formatted(least, most));
            return null;
        }
        return node.intValue();
    }

    private @Nullable Boolean flag(JsonNode node, String at) {
        if (!node.isBoolean()) {
            note(at, "must be true or false, but is " + what(node));
            return null;
        }
        return node.booleanValue();
    }

    private <T> @Nullable T parsed(
            JsonNode node, String at, int longest, Function<String, T> parser) {
        var text = text(node, at, longest);
        try {
            return text == null ? null : parser.apply(text);
        } catch (UnknownName e) {
            faults.add(e.at(at, faults.guess(e::nearest)));
            return null;
        } catch (IllegalArgumentException e) {
            note(at, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable String text(JsonNode node, String at, int longest) {
        if (!node.isTextual()) {
            note(at, "must be a text, but is " + what(node));
            return null;
        }
        var text = node.textValue();
        var fault = TextFault.in(text, longest);
        if (fault != null) {
            note(at, fault);
            return null;
        }
        return text;
    }

    private <E> @Nullable E oneOf(
            JsonNode node, String at, List<E> values, Function<E, String> label) {
        if (!node.isTextual()) {
            note(at, "must be a text, but is " + what(node));
            return null;
        }
        var text = node.textValue();
        for (var value : values) {
            if (label.apply(value).equals(text)) {
                return value;
            }
        }
        var labels = values.stream().map(label).toList();
        note(at, OneOf.fault(labels, text), faults.guess(() -> Nearest.among(labels).to(text)));
        return null;
    }

    private static String what(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN, NULL -> node.asText().toLowerCase(Locale.ROOT);
            case BINARY, MISSING, POJO -> throw new IllegalStateException("no JSON: " + node);
        };
    }
}
