package org.demarche.model.explain;

import java.util.Arrays;
import org.demarche.model.Stance;
import org.demarche.model.fold.Shift;

/** The constants of the model in words for people. Every client takes the words from here. */
public final class PlainWords {

    private PlainWords() {}

    /** Returns the words after the actor in a sentence, as in "Norland is in favor". */
    public static String of(Stance stance) {
        return switch (stance) {
            case FAVOR -> "in favor";
            case CONDITIONAL -> "in favor on conditions";
            case AGAINST -> "against";
            case NONE -> "takes no side";
        };
    }

    private static String of(WeighedStatement.Reason reason) {
        return switch (reason) {
            case DECISIVE -> "it decides";
            case SAME_RUN -> "it is in the run that decides";
            case SUPERSEDED -> "a later statement has another stance";
            case OUTWEIGHED -> "another statement of that day outweighs it";
            case ASCRIBED -> "another actor says it, not the actor itself";
            case NARRATED -> "the outlet says it in its own words";
            case RETRACTED -> "all its reports were retracted";
            case LATER_THAN_AS_OF -> "it is later than the day that you asked for";
            case NO_COMMENT -> "the actor refuses to comment";
            case DENIAL -> "the actor denies having said something";
            case SET_ASIDE -> "none of its reports has the grades that you asked for";
        };
    }

    private static String of(Shift.Kind kind) {
        return switch (kind) {
            case FIRST -> "was first heard";
            case FLIP -> "changed sides";
            case SOFTEN -> "softened";
            case HARDEN -> "hardened";
            case LAPSE -> "ceased to take a side";
            case RESUME -> "took a side again";
            case TERMS -> "changed its terms";
        };
    }

    /**
     * Returns the verb for a shift in an answer.
     *
     * @param label the label of the shift's kind; the label of a later release is returned as it is
     * @param certain whether the order of the shift's two sides is known
     */
    public static String shift(String label, boolean certain) {
        return Arrays.stream(Shift.Kind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .map(kind -> certain ? of(kind) : ofUncertain(kind))
                .orElse(label);
    }

    /**
     * Returns the reason why a statement in an answer counts or does not count, in words.
     *
     * @param label the label of the reason; the label of a later release is returned as it is
     */
    public static String reason(String label) {
        return Arrays.stream(WeighedStatement.Reason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .map(PlainWords::of)
                .orElse(label);
    }

    private static String ofUncertain(Shift.Kind kind) {
        return switch (kind) {
            case FIRST -> "may have been first heard";
            case RESUME -> "may have taken a side again";
            case FLIP, SOFTEN, HARDEN, LAPSE, TERMS -> "may have " + of(kind);
        };
    }
}
