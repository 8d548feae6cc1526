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
 * @param pointer where it stands in the definition
 * @param cost at most, in steps a report
 * @param path the field that it is and nothing else, as {@code report.source.outlet}; else null
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

    /** Reads a field from its record, which is many times faster than a program. */
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
     * The value, of the expression's type; null if the expression is an absent field.
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

    /** Without the words of the machine: the names of its classes, and its way to say no number. */
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
