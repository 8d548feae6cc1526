package org.demarche.model.explain;

import java.util.List;
import java.util.Locale;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Denial;
import org.demarche.model.fold.Position.LatestReport;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A statement in an explanation.
 *
 * @param stance the stance; null for a refusal to comment
 * @param voice {@code own}, {@code ascribed} or {@code narrated}
 * @param by the actor who ascribes the statement, or the outlet that narrates it; null for an own
 *     statement
 * @param reports the number of reports that attest the statement; if none counts, the number of
 *     those that were set aside or, without such, retracted
 * @param evidence the first reports that attest the statement; by {@link Rule#LATEST_OWN_2},
 *     reports of the account that counts come first
 * @param setAside the reports of the statement that lack the grades asked for
 * @param denied the denials of this statement by the actor, in their order
 */
public record WeighedStatement(
        StatementId statement,
        Days saidOn,
        @Nullable Stance stance,
        String voice,
        @Nullable String by,
        int reports,
        Reason reason,
        List<LatestReport> evidence,
        List<LatestReport> setAside,
        List<Denial> denied) {

    public WeighedStatement {
        evidence = List.copyOf(evidence);
        setAside = List.copyOf(setAside);
        denied = List.copyOf(denied);
    }

    /** Why a statement counts or does not. */
    public enum Reason {
        /** The statement speaks for the last turn, and so for the position. */
        DECISIVE(true),
        /** The statement has the same stance, and is in an earlier turn of the same run. */
        SAME_RUN(true),
        /** The statement counted until a later run began. */
        SUPERSEDED(false),
        /** Another stance decided its turn. */
        OUTWEIGHED(false),
        /** Another actor says this about the actor. */
        ASCRIBED(false),
        /** An outlet says this in its own words. */
        NARRATED(false),
        /** All its reports were retracted. */
        RETRACTED(false),
        /** The statement was made, or may have been made, after the day asked for. */
        LATER_THAN_AS_OF(false),
        /** The speaker declined to comment, and so took no stance. */
        NO_COMMENT(false),
        /** The actor denies that it said something, and so takes no stance. */
        DENIAL(false),
        /** None of its reports has the grades asked for. */
        SET_ASIDE(false);

        private final boolean counted;
        private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

        Reason(boolean counted) {
            this.counted = counted;
        }

        /** Whether the position rests on a statement with this reason. */
        public boolean counted() {
            return counted;
        }

        /** The name of this constant on the wire; it never changes. */
        public String label() {
            return label;
        }
    }
}
