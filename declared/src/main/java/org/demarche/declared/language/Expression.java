package org.demarche.declared.language;

import dev.cel.common.CelErrorCode;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression of a definition. It is immutable and thread-safe.
 *
 * @param pointer the place of the expression in the definition, as a JSON pointer
 * @param cost the highest cost, in steps per report
 * @param path the path of a field, such as {@code report.source.outlet}; null if the expression is
 *     more than a field
 */
public record Expression(
        String pointer, CelType type, double cost, @Nullable String path, Evaluation evaluation) {

    private static final Pattern NO_NUMBER =
            Pattern.compile("For input string: \"(.*?)\"", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*:? *");
    private static final Pattern PLACED =
            Pattern.compile("evaluation error at .*?:([0-9]+):(.*)", Pattern.DOTALL);

    /** Computes a value for one report. */
    @FunctionalInterface
    interface Evaluation {
        @Nullable Object of(Reported reported) throws CelEvaluationException;
    }

    /**
     * Makes an expression that reads a field from its record, which is many times faster than a
     * program.
     */
    static Expression field(
            Place place,
            CelType type,
            double cost,
            String path,
            Function<Reported, @Nullable Object> reader) {
        return new Expression(place.pointer(), type, cost, path, reader::apply);
    }

    static Expression program(Place place, CelType type, double cost, Program program) {
        return new Expression(place.pointer(), type, cost, null, program::eval);
    }

    /**
     * Evaluates the expression, and returns a value of its type; null if it is a field that is
     * absent.
     *
     * @throws EvaluationFault if this report cannot be evaluated: a division by zero, an index past
     *     a list's end, a text that is not a number
     */
    @Nullable public Object of(Reported reported) throws EvaluationFault {
        try {
            return evaluation.of(reported);
        } catch (CelEvaluationException e) {
            throw new EvaluationFault(pointer, message(e));
        }
    }

    private static String message(CelEvaluationException e) {
        var said = String.valueOf(e.getMessage());
        var placed = PLACED.matcher(said);
        if (!placed.matches()) {
            return plain(said);
        }
        // Java leaves out the message of a division by zero once it has thrown many
        var cause = e.getErrorCode() == CelErrorCode.DIVIDE_BY_ZERO ? "" : placed.group(2);
        return "column %d: %s"
                .formatted(
                        Integer.parseInt(placed.group(1)) + 1,
                        cause.isBlank() ? words(e.getErrorCode()) : plain(cause.strip()));
    }

    /**
     * Replaces Java's sentence about a text that is not a number, and removes the names of classes.
     */
    private static String plain(String cause) {
        var number = NO_NUMBER.matcher(cause);
        return number.find()
                ? "'%s' is not a number".formatted(number.group(1))
                : CLASS.matcher(cause).replaceAll("");
    }

    private static String words(CelErrorCode code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
