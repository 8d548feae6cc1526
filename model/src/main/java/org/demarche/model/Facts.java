package org.demarche.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fold compares of one version of a report, as interned values and without its texts, save
 * those of conditions.
 *
 * @param key of the statement that it attests, with the subject of the report, which in a fold of
 *     several is not the fold's own
 * @param taken the stance; null for a refusal to comment
 * @param certain the day of speaking is known and not qualified
 * @param published the day of publication, else the day recorded (UTC)
 * @param official an official record of the speaker's side
 * @param direct with a direct quote
 * @param speaker the actor's id, else the name as given
 * @param office that the registry gives the speaker, else the role as reported
 */
record Facts(
        StatementKey key,
        String token,
        Voice voice,
        @Nullable Stance taken,
        Days days,
        boolean certain,
        @Nullable Instant saidAt,
        LocalDate published,
        String outlet,
        String origin,
        boolean official,
        boolean direct,
        List<Report.Condition> conditions,
        @Nullable String speaker,
        @Nullable String office) {

    /** The order in which reports are named. */
    static final Comparator<Facts> ORDER = Facts::compareTo;

    static Facts of(
            StatementKey key,
            String token,
            Report body,
            Resolved resolved,
            Instant recorded,
            Scope scope,
            Interner interner) {
        var saidOn = body.saidOn();
        var days = interner.intern(body.days(recorded));
        return new Facts(
                key,
                token,
                interner.intern(Voice.of(body, days, scope)),
                body.taken(),
                days,
                saidOn != null && !saidOn.qualified() && days.certain(),
                body.saidAt(),
                interner.intern(body.published(recorded)),
                interner.intern(scope.outlet(body.source().outlet())),
                interner.intern(scope.origin(resolved.origin())),
                isOfficial(body, resolved, days, scope),
                body.quote() != null && body.quote().type() == Report.Quote.Type.DIRECT,
                interner.intern(body.conditions()),
                interner.internNullable(StatementKey.speakerOf(body, scope)),
                interner.internNullable(officeOf(body, resolved)));
    }

    ReportId report() {
        return new ReportId(key.subject().actor(), key.subject().issue(), token);
    }

    /** By hand, for every report is sorted in. */
    private int compareTo(Facts other) {
        var byPublication = published.compareTo(other.published);
        if (byPublication != 0) {
            return byPublication;
        }
        var byToken = token.compareTo(other.token);
        return byToken != 0 ? byToken : key.subject().compareTo(other.key.subject());
    }

    private static @Nullable String officeOf(Report body, Resolved resolved) {
        var speaker = body.speaker();
        if (speaker == null || resolved.speakerOffice() != null) {
            return speaker == null ? null : resolved.speakerOffice();
        }
        return speaker.role();
    }

    /**
     * The side is the speaker, or the actor spoken for: an official outlet that belongs to it keeps
     * its record.
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
