package org.demarche.gateway.read;

import java.time.LocalDate;
import java.util.function.Predicate;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The days from {@code from} to {@code to}, both included. A statement whose day is uncertain is in
 * the range if one of its possible days is.
 *
 * @param from the first day; null if all earlier days are in the range
 * @param to the last day; null if all later days are in the range
 */
public record DayRange(@Nullable LocalDate from, @Nullable LocalDate to)
        implements Predicate<Days> {

    public static final String FROM = "from";
    public static final String TO = "to";

    public static DayRange of(Query query) {
        var from = query.one(FROM).map(text -> ReadTerms.day(FROM, text)).orElse(null);
        var to = query.one(TO).map(text -> ReadTerms.day(TO, text)).orElse(null);
        if (from != null && to != null && to.isBefore(from)) {
            throw Query.refused(TO, "is before %s=%s".formatted(FROM, from));
        }
        return new DayRange(from, to);
    }

    @Override
    public boolean test(Days days) {
        return (from == null || !days.latest().isBefore(from))
                && (to == null || days.earliest() == null || !days.earliest().isAfter(to));
    }
}
