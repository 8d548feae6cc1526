package org.demarche.model.fold;

import java.time.Instant;
import org.demarche.model.Grades;
import org.demarche.model.Interner;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Scope;
import org.demarche.model.StatementKey;
import org.demarche.model.Voice;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The basis of a fold: the rule, the scope of statements that count together, and the filter of
 * reports by grades.
 */
public record Basis(Rule rule, Scope scope, GradeFilter grades) {

    /** The basis that takes every report of one actor and issue as it was filed. */
    public static Basis by(Rule rule) {
        return new Basis(rule, Scope.AS_FILED, GradeFilter.NONE);
    }

    public Basis in(Scope other) {
        return new Basis(rule, other, grades);
    }

    public Basis graded(GradeFilter other) {
        return new Basis(rule, scope, other);
    }

    /** Whether the fold takes a report at all. */
    boolean takes(ReportId report, Report body, Resolved resolved, Days saidOn) {
        return scope.covers(report.holder(), saidOn)
                && (grades.equals(GradeFilter.NONE) || grades.admits(Grades.of(body, resolved)));
    }

    /**
     * The facts of a report.
     *
     * @param days the days of the statement, by the rule
     */
    public Facts facts(
            StatementKey key,
            String token,
            Report body,
            Resolved resolved,
            Days days,
            Instant recorded,
            Interner interner) {
        var voice = interner.intern(Voice.of(body, days, scope));
        var denies = rule.denies(body, voice);
        return new Facts(
                key,
                token,
                voice,
                denies ? null : body.taken(),
                days,
                isCertain(body, days),
                body.endsWithPublication(recorded),
                body.saidAt(),
                interner.intern(body.published(recorded)),
                interner.intern(scope.outlet(body.source().outlet())),
                interner.intern(scope.origin(resolved.origin())),
                isOfficial(body, resolved, days, scope),
                body.quote() != null && body.quote().type() == Report.Quote.Type.DIRECT,
                interner.intern(body.conditions()),
                interner.internNullable(StatementKey.speakerOf(body, scope)),
                interner.internNullable(officeOf(body, resolved)),
                interner.intern(rule.grades(body, resolved)),
                interner.intern(rule.mentions(body, scope, denies)));
    }

    private static boolean isCertain(Report body, Days days) {
        var saidOn = body.saidOn();
        return saidOn != null && !saidOn.qualified() && days.certain();
    }

    private static @Nullable String officeOf(Report body, Resolved resolved) {
        var speaker = body.speaker();
        if (speaker == null || resolved.speakerOffice() != null) {
            return speaker == null ? null : resolved.speakerOffice();
        }
        return speaker.role();
    }

    /**
     * Whether the outlet is official and belongs to the speaker's side. That side is the speaker,
     * or the actor spoken for.
     */
    private static boolean isOfficial(Report body, Resolved resolved, Days days, Scope scope) {
        if (!Resolved.OFFICIAL.equals(resolved.outletKind())) {
            return false;
        }
        var side = scope.voice(resolved.origin(), days);
        var speaker = body.speaker();
        return body.spokenFor() != null && side.equals(scope.voice(body.spokenFor(), days))
                || speaker != null
                        && speaker.actor() != null
                        && side.equals(scope.voice(speaker.actor(), days));
    }
}
