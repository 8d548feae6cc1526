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
 * @param last the place of a statement among those of the actor and issue; null for the place
 *     behind all of them
 */
record StatementPlace(Subject subject, @Nullable Rank last) {

    /**
     * The order with the newest statement first, of any actor and issue. Both places must be those
     * of statements.
     */
    static final Comparator<StatementPlace> BY_DAY =
            Comparator.comparing(StatementPlace::rank)
                    .reversed()
                    .thenComparing(StatementPlace::subject);

    /** The place before all statements. */
    static final StatementPlace START = new StatementPlace(new Subject("", ""), null);

    /**
     * A place among the statements of one actor and issue.
     *
     * @param published the day on which the lead report was published, or else recorded (UTC)
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

    /** Whether this is the place behind all statements of this actor and issue. */
    boolean isBehind(Subject other) {
        return last == null && subject.equals(other);
    }

    /** Whether the statement comes after this place, in the order with the newest first. */
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

    /** Reads the place of a statement; empty if the text is something else. */
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
