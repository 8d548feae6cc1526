package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.demarche.declared.Contribution.Counted;
import org.demarche.declared.aggregate.Kind;
import org.demarche.declared.aggregate.Limits;
import org.demarche.declared.aggregate.Moment;
import org.demarche.declared.language.EvaluationFault;
import org.demarche.declared.language.Expression;
import org.demarche.declared.language.Reported;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * A declared projection, checked and compiled: the reports that count, their key, and the counts
 * under one key. It is immutable and thread-safe.
 *
 * <pre>{@code
 * { "name": "coverage",
 *   "where": "report.stance != 'none'",
 *   "key": "report.source.outlet",
 *   "fields": { "reports": "count()", "byStance": "countBy(report.stance)" } }
 * }</pre>
 */
public final class Definition {

    /** The longest text of one value, in UTF-16 code units. */
    static final int LONGEST_VALUE = 1_000;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final String name;
    private final byte[] json;
    private final @Nullable Expression where;
    private final Expression key;
    private final List<Argument> arguments;
    private final List<DefinedField> fields;
    private final Limits limits;

    Definition(
            String name,
            byte[] json,
            @Nullable Expression where,
            Expression key,
            List<Argument> arguments,
            List<DefinedField> fields,
            Limits limits) {
        this.name = name;
        this.json = json;
        this.where = where;
        this.key = key;
        this.arguments = List.copyOf(arguments);
        this.fields = List.copyOf(fields);
        this.limits = limits;
    }

    /** A value that fields count. It is evaluated once, for all fields that count it. */
    record Argument(Expression expression, Kind kind) {}

    /**
     * Reads and checks a definition.
     *
     * @throws MalformedJson if the bytes are not JSON
     * @throws InvalidBody with every fault, each at its JSON pointer; a fault of an expression also
     *     has its column
     */
    public static Definition parse(byte[] json) throws MalformedJson, InvalidBody {
        return parse(json, Limits.DEFAULT);
    }

    static Definition parse(byte[] json, Limits limits) throws MalformedJson, InvalidBody {
        return new DefinitionReader(limits).read(json);
    }

    public String name() {
        return name;
    }

    /**
     * Returns the canonical form, which is equal for equal definitions; {@link #parse} reads it.
     */
    public byte[] json() {
        return json.clone();
    }

    /**
     * Merges the documents that partitions counted under one key. The result has {@code key}, each
     * field under its name in the order of the definition and, if values were left out, {@code
     * capped} with the names of their fields.
     *
     * @param partials at least one document, each from a heap of this definition
     * @throws IllegalArgumentException if there is no document, or one is not from such a heap
     */
    public byte[] merge(List<byte[]> partials) {
        Group whole = null;
        for (var partial : partials) {
            var written = tree(partial);
            if (whole == null) {
                whole = group(Group.keyOf(written));
            }
            whole.absorb(written);
        }
        if (whole == null) {
            throw new IllegalArgumentException("nothing to merge");
        }
        return whole.show();
    }

    /**
     * @param key the definition's key under which the view has the document
     * @throws IllegalArgumentException if no partition publishes such a document under this key
     */
    public void requireDocument(String key, byte[] partial) {
        var written = tree(partial);
        var named = Group.keyOf(written);
        if (!named.equals(key)) {
            throw new IllegalArgumentException("it is the document of '%s'".formatted(named));
        }
        group(key).absorb(written);
    }

    private static JsonNode tree(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new IllegalArgumentException("no document: " + e.getMessage(), e);
        }
    }

    Group group(String of) {
        return new Group(of, fields, limits);
    }

    /**
     * Returns the key under which a report counts, and its values; null if {@code where} leaves the
     * report out, or if the report has no key.
     *
     * @param interner returns one object for equal texts
     */
    @Nullable Counted count(ReportId id, Reported reported, UnaryOperator<String> interner)
            throws EvaluationFault {
        if (where != null && !Boolean.TRUE.equals(where.of(reported))) {
            return null;
        }
        var of = (String) key.of(reported);
        if (of == null || of.isEmpty()) {
            return null;
        }
        if (3 * of.length() > DocumentKey.LONGEST
                && of.getBytes(UTF_8).length > DocumentKey.LONGEST) {
            throw new EvaluationFault(
                    key.pointer(),
                    "the key is longer than %d bytes".formatted(DocumentKey.LONGEST));
        }
        var values = new ArrayList<@Nullable Object>(arguments.size());
        for (var argument : arguments) {
            var value = value(argument, reported);
            values.add(value instanceof String text ? interner.apply(text) : value);
        }
        return new Counted(new Moment(reported.recorded(), id), interner.apply(of), values);
    }

    private static @Nullable Object value(Argument argument, Reported reported)
            throws EvaluationFault {
        var value = argument.expression.of(reported);
        if (value == null) {
            return null;
        }
        return switch (argument.kind) {
            case TEXT -> text((String) value, argument);
            case WHOLE -> value;
            case DECIMAL -> decimal((Double) value, argument);
        };
    }

    private static @Nullable String text(String text, Argument argument) throws EvaluationFault {
        if (text.length() > LONGEST_VALUE) {
            throw new EvaluationFault(
                    argument.expression.pointer(),
                    "the text has %,d characters, but at most %,d are kept"
                            .formatted(text.length(), LONGEST_VALUE));
        }
        return text.isEmpty() ? null : text;
    }

    private static Double decimal(Double number, Argument argument) throws EvaluationFault {
        if (!Double.isFinite(number)) {
            throw new EvaluationFault(
                    argument.expression.pointer(), "%s is not a number".formatted(number));
        }
        return number + 0.0; // makes 0 of -0, which would be a second zero
    }
}
