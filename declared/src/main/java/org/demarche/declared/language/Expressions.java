package org.demarche.declared.language;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compiles expressions of the Common Expression Language over {@link Variables}. {@link Cost}
 * limits an expression before it runs, and a number of iterations limits it while it runs.
 */
public final class Expressions {

    /** The most iterations of all loops of one evaluation together. */
    static final int MOST_ITERATIONS = 10_000;

    private static final int DEEPEST = 50;
    private static final int MOST_NODES = 10_000;

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .maxParseRecursionDepth(DEEPEST)
                    .maxParseExpressionNodeCount(MOST_NODES)
                    .maxParseErrorRecoveryLimit(1) // with 0 the parser does not name the fault
                    .enableHeterogeneousNumericComparisons(true)
                    .comprehensionMaxIterations(MOST_ITERATIONS)
                    .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelStandardFunctions FUNCTIONS =
            CelStandardFunctions.newBuilder()
                    .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                    .build();

    private Expressions() {}

    /** Parses a text; notes the fault and returns null if it is not an expression. */
    public static @Nullable CelAbstractSyntaxTree parse(String text, Place place) {
        return valid(COMPILER.parse(text), place);
    }

    /**
     * Checks and compiles a whole expression or a part of it.
     *
     * @param part the part of the tree to compile
     * @return the expression; null if the part cannot be compiled, and then the fault was noted
     */
    public static @Nullable Expression compile(
            CelAbstractSyntaxTree tree, CelExpr part, Place place) {
        var checked =
                valid(
                        COMPILER.check(CelAbstractSyntaxTree.newParsedAst(part, tree.getSource())),
                        place);
        var patterns = checked == null ? null : Patterns.of(checked, place);
        if (checked == null || patterns == null) {
            return null;
        }
        var cost = Cost.of(checked, patterns, place);
        if (cost > Cost.MOST) {
            return null;
        }
        var path = path(checked.getExpr());
        var reader = path == null ? null : reader(path);
        if (path != null && reader != null) {
            return Expression.field(place, checked.getResultType(), cost, path, reader);
        }
        try {
            return Expression.program(
                    place, checked.getResultType(), cost, runtime(patterns).createProgram(checked));
        } catch (CelEvaluationException e) {
            place.note(column(tree, part), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Returns the column at which a part begins, from 1. */
    public static int column(CelAbstractSyntaxTree tree, CelExpr part) {
        return switch (part.getKind()) {
            case SELECT -> column(tree, part.select().operand());
            case CALL -> {
                var call = part.call();
                if (call.target().isPresent()) {
                    yield column(tree, call.target().get());
                }
                var infix = call.function().startsWith("_");
                yield infix
                        ? column(tree, call.args().getFirst())
                        : Math.max(1, position(tree, part) - call.function().length());
            }
            default -> position(tree, part);
        };
    }

    /**
     * Returns the column that CEL gives a part; for a call, the column of its parenthesis or
     * operator.
     */
    private static int position(CelAbstractSyntaxTree tree, CelExpr part) {
        return tree.getSource().getPositionsMap().getOrDefault(part.id(), 0) + 1;
    }

    private static @Nullable CelAbstractSyntaxTree valid(CelValidationResult result, Place place) {
        try {
            if (!result.hasError()) {
                return result.getAst();
            }
            // the parser stops after a few errors, and adds an error that says so
            var errors = result.getErrors();
            var told =
                    errors.stream()
                            .filter(issue -> !issue.getMessage().startsWith("More than "))
                            .toList();
            (told.isEmpty() ? errors : told).forEach(issue -> CheckerError.of(issue).note(place));
        } catch (CelValidationException e) {
            place.note(1, String.valueOf(e.getMessage()));
        }
        return null;
    }

    /**
     * Returns the path of a plain field: its variable and the names after it, joined by dots.
     * Returns null for other expressions.
     */
    private static @Nullable String path(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> expression.ident().name();
            case SELECT -> {
                var select = expression.select();
                var operand = select.testOnly() ? null : path(select.operand());
                yield operand == null ? null : operand + '.' + select.field();
            }
            default -> null;
        };
    }

    /**
     * Returns a function that reads a field through the records that contain it; null if there is
     * no such field.
     */
    private static @Nullable Function<Reported, @Nullable Object> reader(String path) {
        Shape<?> shape = Variables.ALL;
        Function<Reported, @Nullable Object> reader = reported -> reported;
        for (var name : path.split("\\.", -1)) {
            if (shape == null || !shape.has(name)) {
                return null;
            }
            reader = then(reader, shape, name);
            shape = shape.inner(name);
        }
        return reader;
    }

    private static <T> Function<Reported, @Nullable Object> then(
            Function<Reported, @Nullable Object> before, Shape<T> shape, String name) {
        var read = shape.reader(name);
        return reported -> {
            var within = before.apply(reported);
            var record = within instanceof ExpressionInput<?> view ? view.record : within;
            @SuppressWarnings("unchecked") // the shape is that of the previous field
            var typed = (T) record;
            return typed == null ? null : read.apply(typed);
        };
    }

    private static CelCompiler compiler() {
        var types = new LinkedHashMap<String, CelType>();
        Variables.ALL.collectTypes(types);
        var builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setTypeProvider(new Types(ImmutableMap.copyOf(types)));
        Variables.ALL.types().forEach(builder::addVar);
        return builder.build();
    }

    private static CelRuntime runtime(Patterns patterns) {
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardFunctions(FUNCTIONS)
                .addFunctionBindings(patterns.bindings())
                .build();
    }

    /** The types of the objects in variables. */
    private record Types(ImmutableMap<String, CelType> byName) implements CelTypeProvider {

        @Override
        public ImmutableCollection<CelType> types() {
            return byName.values();
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }
}
