package org.demarche.declared;

import static java.util.Comparator.comparingDouble;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.demarche.declared.Definition.Argument;
import org.demarche.declared.aggregate.Aggregate;
import org.demarche.declared.aggregate.Kind;
import org.demarche.declared.aggregate.Limits;
import org.demarche.declared.language.Cost;
import org.demarche.declared.language.Expression;
import org.demarche.declared.language.Expressions;
import org.demarche.declared.language.Place;
import org.demarche.declared.language.TypeWords;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.json.Fields;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.name.Nearest;
import org.demarche.model.Slug;
import org.jspecify.annotations.Nullable;

/** Reads one definition, and notes every fault in it. */
final class DefinitionReader {

    static final int LONGEST_NAME = 40;
    static final int LONGEST_EXPRESSION = 2_000;
    static final int MOST_FIELDS = 32;
    static final int MOST_OF_TOP = 1_000;

    /**
     * Names that a definition cannot have: the built-in projection, and words in paths of the API.
     */
    private static final List<String> RESERVED = List.of("positions", "dry-run", "events");

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    private final Limits limits;
    private final List<Argument> arguments = new ArrayList<>();
    private final List<DefinedField> fields = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    DefinitionReader(Limits limits) {
        this.limits = limits;
    }

    Definition read(byte[] json) throws MalformedJson, InvalidBody {
        var body = Fields.of(json);
        body.require("name", "key", "fields");
        var name = body.parsed("name", Slug.LONGEST, DefinitionReader::name);
        var where = body.text("where", LONGEST_EXPRESSION);
        var key = body.text("key", LONGEST_EXPRESSION);
        var whole = where == null ? null : expression(where, new Place(body, "/where"));
        var of = key == null ? null : expression(key, new Place(body, "/key"));
        requireType(whole, SimpleType.BOOL, "true or false", new Place(body, "/where"));
        requireType(of, SimpleType.STRING, "a text", new Place(body, "/key"));
        var _ = body.object("fields", this::fields);
        requireBounded(body, whole, of);
        body.refuseOthers();
        body.verify();
        return new Definition(
                requireNonNull(name),
                json(requireNonNull(name), where, requireNonNull(key)),
                whole,
                requireNonNull(of),
                arguments,
                fields,
                limits);
    }

    private static String name(String name) {
        if (!Slug.is(name) || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "must be lower-case letters and digits, in groups joined by '-', at most %d characters"
                            .formatted(LONGEST_NAME));
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "'%s' is taken: choose another name".formatted(name));
        }
        return name;
    }

    private byte[] json(String name, @Nullable String where, String key) {
        return JsonWriter.object(
                out -> {
                    out.writeStringField("name", name);
                    if (where != null) {
                        out.writeStringField("where", where);
                    }
                    out.writeStringField("key", key);
                    out.writeObjectFieldStart("fields");
                    for (var field : texts.entrySet()) {
                        out.writeStringField(field.getKey(), field.getValue());
                    }
                    out.writeEndObject();
                });
    }

    /** Limits the cost of all expressions together, because each report needs all of them. */
    private void requireBounded(Fields body, @Nullable Expression... others) {
        var all =
                Stream.concat(
                                Stream.of(others).filter(Objects::nonNull),
                                arguments.stream().map(Argument::expression))
                        .toList();
        var whole = all.stream().mapToDouble(Expression::cost).sum();
        if (whole > Cost.MOST) {
            var dearest = Collections.max(all, comparingDouble(Expression::cost));
            body.note(
                    dearest.pointer(),
                    "costs most, with %,.0f steps. All expressions together may cost %,.0f steps for a report, but at most %,.0f are allowed"
                            .formatted(dearest.cost(), whole, Cost.MOST));
        }
    }

    private static @Nullable Expression expression(String text, Place place) {
        var tree = Expressions.parse(text, place);
        return tree == null ? null : Expressions.compile(tree, tree.getExpr(), place);
    }

    private static void requireType(
            @Nullable Expression expression, CelType type, String wanted, Place place) {
        if (expression != null && !expression.type().equals(type)) {
            place.note(
                    1, "must be %s, but is %s".formatted(wanted, TypeWords.of(expression.type())));
        }
    }

    private Boolean fields(Fields within) {
        var names = within.names();
        if (names.isEmpty() || names.size() > MOST_FIELDS) {
            within.note(
                    within.place(),
                    "has %d fields, but 1 to %d are allowed".formatted(names.size(), MOST_FIELDS));
        }
        for (var name : names) {
            var text = within.text(name, LONGEST_EXPRESSION);
            if (fields.size() == MOST_FIELDS) {
                continue;
            }
            if (!FIELD.matcher(name).matches()) {
                within.note(
                        within.at(name),
                        "is not the name of a field: a letter, then letters, digits and _, at most 40");
            } else if (Group.RESERVED.contains(name)) {
                within.note(within.at(name), "is taken: choose another name");
            } else if (text == null) {
                within.require(name);
            } else {
                texts.put(name, text);
                field(name, text, new Place(within, within.at(name)));
            }
        }
        return true;
    }

    private void field(String name, String text, Place place) {
        var tree = Expressions.parse(text, place);
        if (tree == null) {
            return;
        }
        var call = tree.getExpr();
        if (call.getKind() != CelExpr.ExprKind.Kind.CALL
                || call.call().target().isPresent()
                || !FIELD.matcher(call.call().function()).matches()) {
            place.note(1, "must be one aggregate of " + String.join(", ", Aggregate.NAMES));
            return;
        }
        var function = call.call().function();
        var aggregate = Aggregate.of(function).orElse(null);
        if (aggregate == null) {
            place.note(
                    1,
                    "the aggregate '%s' does not exist: the aggregates are %s"
                            .formatted(function, String.join(", ", Aggregate.NAMES)),
                    Nearest.among(Aggregate.NAMES).to(function));
            return;
        }
        aggregate(name, aggregate, tree, call.call().args(), place);
    }

    private void aggregate(
            String name,
            Aggregate aggregate,
            CelAbstractSyntaxTree tree,
            ImmutableList<CelExpr> given,
            Place place) {
        if (given.size() != aggregate.arguments()) {
            place.note(
                    1,
                    "is written %s, but the number of arguments here is %d"
                            .formatted(aggregate.usage(), given.size()));
            return;
        }
        if (aggregate == Aggregate.COUNT) {
            fields.add(new DefinedField(name, aggregate, DefinedField.NO_ARGUMENT, Kind.WHOLE, 0));
            return;
        }
        var most = aggregate == Aggregate.TOP ? most(tree, given.getFirst(), place) : 0;
        var counted = given.getLast();
        var expression = Expressions.compile(tree, counted, place);
        if (expression == null) {
            return;
        }
        var kind = Kind.of(expression.type()).filter(aggregate::takes).orElse(null);
        if (kind == null) {
            place.note(
                    Expressions.column(tree, counted),
                    "%s takes %s, but this is %s%s"
                            .formatted(
                                    aggregate.usage(),
                                    aggregate.takes(),
                                    TypeWords.of(expression.type()),
                                    TypeWords.remedy(expression.type(), aggregate)));
            return;
        }
        fields.add(new DefinedField(name, aggregate, argument(expression, kind), kind, most));
    }

    private static int most(CelAbstractSyntaxTree tree, CelExpr given, Place place) {
        if (given.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && given.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
            var most = given.constant().int64Value();
            if (most >= 1 && most <= MOST_OF_TOP) {
                return (int) most;
            }
        }
        place.note(
                Expressions.column(tree, given),
                "the number of values must be a whole number from 1 to %,d".formatted(MOST_OF_TOP));
        return 0;
    }

    /**
     * Returns the index of an argument. Equal plain fields share one argument, which is evaluated
     * once.
     */
    private int argument(Expression expression, Kind kind) {
        for (var i = 0; i < arguments.size(); i++) {
            var path = arguments.get(i).expression().path();
            if (path != null && path.equals(expression.path())) {
                return i;
            }
        }
        arguments.add(new Argument(expression, kind));
        return arguments.size() - 1;
    }
}
