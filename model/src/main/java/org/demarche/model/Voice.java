package org.demarche.model;

import java.util.Locale;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The side that states a stance: the holder itself, another actor, or the outlet. Only statements
 * of the own voice change the position. The statements of each other voice are folded separately,
 * by the same rule.
 *
 * @param by the actor spoken for, or the outlet; null for the holder's own voice
 */
public record Voice(Kind kind, @Nullable String by) implements Comparable<Voice> {

    public static final Voice OWN = new Voice(Kind.OWN, null);

    public enum Kind {
        OWN,
        ASCRIBED,
        NARRATED
    }

    /** The word that readers see. */
    public String label() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    public static Voice of(Report report, Days saidOn, Scope scope) {
        if (report.spokenFor() == null) {
            return new Voice(Kind.NARRATED, scope.outlet(report.source().outlet()));
        }
        var by = scope.voice(report.spokenFor(), saidOn);
        return by.equals(scope.voice(report.holder(), saidOn)) ? OWN : new Voice(Kind.ASCRIBED, by);
    }

    /** The text of this voice in a statement's key; it never changes. */
    String keyPart() {
        return switch (kind) {
            case OWN -> "own";
            case ASCRIBED -> "actor/" + by;
            case NARRATED -> "outlet/" + by;
        };
    }

    @Override
    public int compareTo(Voice other) {
        var byKind = kind.compareTo(other.kind);
        return byKind != 0 || by == null || other.by == null ? byKind : by.compareTo(other.by);
    }
}
