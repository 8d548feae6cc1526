package org.demarche.declared.language;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelFunctionBinding;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The regular expressions of an expression, compiled once at its declaration. CEL would compile
 * them for each report, and check their length only after that.
 */
record Patterns(Map<String, Pattern> byText) {

    static final String MATCHES = "matches";

    private static final int MOST_INSTRUCTIONS = 2_000;

    /** Compiles all patterns. If one cannot run, it notes the fault and returns null. */
    static @Nullable Patterns of(CelAbstractSyntaxTree checked, Place place) {
        var patterns = new HashMap<String, Pattern>();
        var calls =
                CelNavigableAst.fromAst(checked)
                        .getRoot()
                        .allNodes()
                        .map(CelNavigableExpr::expr)
                        .filter(Patterns::isMatch)
                        .toList();
        for (var call : calls) {
            var written = call.call().args().getLast();
            var fault = compile(written, patterns);
            if (fault != null) {
                place.note(Expressions.column(checked, written), fault);
                return null;
            }
        }
        return new Patterns(Map.copyOf(patterns));
    }

    static boolean isMatch(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals(MATCHES);
    }

    private static @Nullable String compile(CelExpr written, Map<String, Pattern> into) {
        if (written.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || written.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return "a pattern must be a literal in quotes";
        }
        var text = written.constant().stringValue();
        var most = Instructions.most(text);
        if (most > MOST_INSTRUCTIONS) {
            return "the pattern has %s instructions with its repeats written out, but at most %,d are allowed"
                    .formatted(
                            most < 1e9 ? "%,.0f".formatted(most) : "over a billion",
                            MOST_INSTRUCTIONS);
        }
        if (CaseFolding.neverEnds(text)) {
            return "a pattern that ignores case cannot have a letter from U+1C80 to U+1C88, or a range that includes one: write two ranges without these letters, and write a hyphen that is not a range as \\x{2d}";
        }
        try {
            into.put(text, Pattern.compile(text));
            return null;
        } catch (PatternSyntaxException e) {
            return "is not a regular expression: %s: %s"
                    .formatted(e.getDescription(), e.getPattern());
        }
    }

    /** Returns the number of instructions of the pattern in a call. */
    int instructions(CelExpr call) {
        return pattern(call.call().args().getLast().constant().stringValue()).programSize();
    }

    private Pattern pattern(String text) {
        var pattern = byText.get(text);
        if (pattern == null) {
            throw new IllegalStateException("not of this expression: " + text);
        }
        return pattern;
    }

    private boolean matches(String text, String pattern) {
        return pattern(pattern).matcher(text).find();
    }

    /** Returns the functions that replace CEL's functions of the same name. */
    @SuppressWarnings("Immutable") // patterns are immutable, and nothing changes the map
    Collection<CelFunctionBinding> bindings() {
        return CelFunctionBinding.fromOverloads(
                MATCHES,
                CelFunctionBinding.from("matches", String.class, String.class, this::matches),
                CelFunctionBinding.from(
                        "matches_string", String.class, String.class, this::matches));
    }
}
