package org.demarche.gateway.statement;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import org.demarche.gateway.read.Cursor;
import org.demarche.model.Slug;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.demarche.model.explain.Attestation;
import org.demarche.model.explain.StatementEvidence;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list of statements.
 *
 * @param last of the statements of this actor and issue; null: behind all of them
 */
record StatementPlace(Subject subject, @Nullable Rank last) {

    /** The newest first, whoever made it; for places that are each that of a statement. */
    static final Comparator<StatementPlace> BY_DAY =
            Comparator.comparing(StatementPlace::rank)
                    .reversed()
                    .thenComparing(StatementPlace::subject);

    /** The place before all statements. */
    static final StatementPlace START = new StatementPlace(new Subject("", ""), null);

    /**
     * A place among the statements of one actor and issue.
     *
     * @param published the day on which the report was that speaks for it, else recorded (UTC)
     */
    record Rank(Days saidOn, LocalDate published, String digest) implements Comparable<Rank> {

        /** The order of the fold. */
        private static final Comparator<Rank> ORDER =
                Comparator.comparing(Rank::saidOn)
                        .thenComparing(Rank::published)
                        .thenComparing(Rank::digest);

        static Rank of(StatementEvidence statement) {
            return new Rank(
                    statement.saidOn(),
                    statement.reports().stream()
                            .filter(report -> report.report().equals(statement.lead()))
                            .map(Rank::publishedOn)
                            .findFirst()
                            .orElseThrow(),
                    statement.id().digest());
        }

        private static LocalDate publishedOn(Attestation report) {
            var published = report.body().source().publishedOn();
            return published != null
                    ? published
                    : LocalDate.ofInstant(report.recorded(), ZoneOffset.UTC);
        }

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    static StatementPlace of(StatementEvidence statement) {
        return new StatementPlace(statement.subject(), Rank.of(statement));
    }

    private Rank rank() {
        return requireNonNull(last);
    }

    /** Whether all statements of the other pair come before this place. */
    boolean isBehind(Subject other) {
        return last == null && subject.equals(other);
    }

    /** Whether this place comes before the statement, the newest first. */
    boolean isBefore(StatementEvidence statement) {
        return last == null
                || !subject.equals(statement.subject())
                || Rank.of(statement).compareTo(last) < 0;
    }

    String text() {
        var pair = subject.actor() + Cursor.BETWEEN + subject.issue();
        return last == null
                ? pair
                : String.join(
                        Cursor.BETWEEN,
                        pair,
                        Cursor.text(last.saidOn()),
                        last.published().toString(),
                        last.digest());
    }

    static Optional<StatementPlace> parse(String text) {
        return Cursor.parts(text, 2, parts -> new StatementPlace(subject(parts), null))
                .or(() -> parseStatement(text));
    }

    /** Empty if the text is not the place of a statement. */
    static Optional<StatementPlace> parseStatement(String text) {
        return Cursor.parts(
                text,
                6,
                parts ->
                        new StatementPlace(
                                subject(parts),
                                new Rank(
                                        Cursor.days(parts[2], parts[3]),
                                        Cursor.day(parts[4]),
                                        parts[5])));
    }

    private static Subject subject(String[] parts) {
        if (!Slug.is(parts[0]) || !Slug.is(parts[1])) {
            throw new IllegalArgumentException(parts[0] + ' ' + parts[1]);
        }
        return new Subject(parts[0], parts[1]);
    }
}
