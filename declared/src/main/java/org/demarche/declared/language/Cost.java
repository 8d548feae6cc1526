package org.demarche.declared.language;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates the highest cost of an expression from its tree. A step costs 1, and each hundred
 * characters that it reads cost 1 more. Lists and texts of reports count with the greatest length
 * that ingest accepts. The sizes of intermediate results are estimated, too, because nested loops
 * and growing texts cost the most.
 */
public final class Cost {

    /** The most steps for one report. */
    public static final double MOST = 250_000;

    private static final int DEEPEST = 4;
    private static final double LONGEST_LIST = 50;
    private static final double LONGEST_TEXT = 4_000;
    private static final double CHARACTERS_A_STEP = 100;

    private final CelAbstractSyntaxTree tree;
    private final Patterns patterns;
    private final Place place;
    private boolean refused;
    private int depth;

    private Cost(CelAbstractSyntaxTree tree, Patterns patterns, Place place) {
        this.tree = tree;
        this.patterns = patterns;
        this.place = place;
    }

    /**
     * The size of a value.
     *
     * @param length the length of a list or text; 1 for other values
     * @param inner the whole size of the largest element of a list; 1 for other values
     */
    private record Size(double length, double inner) {

        static final Size ONE = new Size(1, 1);

        double whole() {
            return length * inner;
        }

        Size or(Size other) {
            return new Size(Math.max(length, other.length), Math.max(inner, other.inner));
        }
    }

    private record Estimate(double cost, Size size) {}

    /**
     * Returns the most steps for one report. An expression above {@link #MOST} must not be
     * evaluated, and its fault was noted.
     *
     * @param patterns the regular expressions of the tree
     */
    static double of(CelAbstractSyntaxTree checked, Patterns patterns, Place place) {
        var cost = new Cost(checked, patterns, place);
        var whole = cost.of(checked.getExpr(), Map.of()).cost;
        if (cost.refused) {
            return Double.POSITIVE_INFINITY;
        }
        if (whole > MOST) {
            place.note(
                    1,
                    "may cost %,.0f steps for a report, but at most %,.0f are allowed: loop over one list, not within a loop"
                            .formatted(whole, MOST));
        }
        return whole;
    }

    private Estimate of(CelExpr expression, Map<String, Size> bound) {
        return switch (expression.getKind()) {
            case CONSTANT -> new Estimate(1, size(expression.constant()));
            case IDENT -> {
                var known = bound.get(expression.ident().name());
                yield new Estimate(1, known == null ? byType(expression) : known);
            }
            case SELECT -> {
                var operand = of(expression.select().operand(), bound);
                var within = new Size(operand.size.inner, 1);
                yield new Estimate(operand.cost + 1, byType(expression).or(within));
            }
            case CALL -> call(expression, bound);
            case LIST -> elements(expression.list().elements(), bound);
            case MAP ->
                    elements(
                            expression.map().entries().stream()
                                    .flatMap(entry -> List.of(entry.key(), entry.value()).stream())
                                    .toList(),
                            bound);
            case COMPREHENSION -> loop(expression, bound);
            case STRUCT, NOT_SET -> {
                yield refuse(expression, "an expression cannot make objects");
            }
        };
    }

    private Estimate call(CelExpr expression, Map<String, Size> bound) {
        CelCall call = expression.call();
        var cost = 1.0;
        var all = 0.0;
        var product = 1.0;
        var lengths = 0.0;
        var first = 0.0;
        var largest = Size.ONE;
        var least = Double.MAX_VALUE;
        var arguments = new ArrayList<CelExpr>();
        call.target().ifPresent(arguments::add);
        arguments.addAll(call.args());
        for (var argument : arguments) {
            var estimate = of(argument, bound);
            cost += estimate.cost;
            first = all == 0 ? estimate.size.whole() : first;
            all += estimate.size.whole();
            product *= estimate.size.whole();
            lengths += estimate.size.length;
            least = Math.min(least, estimate.size.whole());
            largest = largest.or(estimate.size);
        }
        var isList = type(expression) instanceof ListType;
        var work =
                switch (call.function()) {
                    case "_&&_", "_||_", "!_", "_?_:_", "_[_]", "@not_strictly_false", "size" -> 0;
                    case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" -> least;
                    case "_+_" -> isList ? lengths : all;
                    case "contains" -> product;
                    case Patterns.MATCHES -> first * patterns.instructions(expression);
                    default -> all;
                };
        var size =
                isScalar(type(expression))
                        ? Size.ONE
                        : switch (call.function()) {
                            case "_[_]" -> new Size(largest.inner, 1);
                            case "_?_:_" -> largest;
                            case "_+_" -> new Size(lengths, largest.inner);
                            default -> new Size(all, 1);
                        };
        return new Estimate(cost + work / CHARACTERS_A_STEP, size);
    }

    private Estimate elements(List<CelExpr> elements, Map<String, Size> bound) {
        var cost = 1.0;
        var inner = 1.0;
        for (var element : elements) {
            var estimate = of(element, bound);
            cost += estimate.cost;
            inner = Math.max(inner, estimate.size.whole());
        }
        return new Estimate(cost, new Size(elements.size(), inner));
    }

    /** Estimates a loop. Each pass of a loop adds as much to the result as the first one. */
    private Estimate loop(CelExpr expression, Map<String, Size> bound) {
        var loop = expression.comprehension();
        var range = of(loop.iterRange(), bound);
        var initial = of(loop.accuInit(), bound);
        if (depth == DEEPEST) {
            // the time of the estimate would double with each further loop
            return refuse(expression, "loops may be at most %d deep".formatted(DEEPEST));
        }
        depth++;
        var times = range.size.length;
        var within = new HashMap<>(bound);
        within.put(loop.iterVar(), new Size(range.size.inner, 1));
        within.put(loop.accuVar(), initial.size);
        var first = of(loop.loopStep(), within);
        var gathered =
                new Size(
                        initial.size.length
                                + times * Math.max(0, first.size.length - initial.size.length),
                        Math.max(initial.size.inner, first.size.inner));
        within.put(loop.accuVar(), gathered);
        var each = of(loop.loopStep(), within).cost + of(loop.loopCondition(), within).cost;
        depth--;
        var result = of(loop.result(), within);
        return new Estimate(range.cost + initial.cost + times * each + result.cost, result.size);
    }

    private Estimate refuse(CelExpr expression, String message) {
        if (!refused) {
            refused = true;
            place.note(Expressions.column(tree, expression), message);
        }
        return new Estimate(1, Size.ONE);
    }

    private Size size(CelConstant constant) {
        return constant.getKind() == CelConstant.Kind.STRING_VALUE
                ? new Size(Math.max(1, constant.stringValue().length()), 1)
                : Size.ONE;
    }

    private Size byType(CelExpr expression) {
        var type = type(expression);
        if (type instanceof ListType) {
            return new Size(LONGEST_LIST, LONGEST_TEXT);
        }
        return isScalar(type) ? Size.ONE : new Size(LONGEST_TEXT, 1);
    }

    private CelType type(CelExpr expression) {
        return tree.getType(expression.id()).orElse(SimpleType.DYN);
    }

    private static boolean isScalar(CelType type) {
        return type.kind() == CelKind.BOOL
                || type.kind() == CelKind.INT
                || type.kind() == CelKind.UINT
                || type.kind() == CelKind.DOUBLE
                || type.kind() == CelKind.TIMESTAMP
                || type.kind() == CelKind.DURATION;
    }
}
