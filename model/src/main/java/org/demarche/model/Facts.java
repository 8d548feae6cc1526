package org.demarche.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fold compares of one version of a report, as interned values and without its texts, save
 * those of conditions.
 *
 * @param subject of the report, which in a fold of several is not the fold's own
 * @param taken the stance; null for a refusal to comment
 * @param certain the day of speaking is known and not qualified
 * @param published the day of publication, else the day recorded (UTC)
 * @param official an official record of the speaker's side
 * @param direct with a direct quote
 * @param speaker the actor's id, else the name as given
 * @param office that the registry gives the speaker, else the role as reported
 */
record Facts(
        Subject subject,
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

    /** The order in which reports of one statement are named. */
    static final Comparator<Facts> ORDER =
            Comparator.comparing(Facts::published)
                    .thenComparing(Facts::token)
                    .thenComparing(Facts::subject);

    static Facts of(
            Subject subject,
            String token,
            Report body,
            Resolved resolved,
            Instant recorded,
            Scope scope,
            Interner interner) {
        var speaker = body.speaker();
        var saidOn = body.saidOn();
        var days = daysOf(body, recorded);
        return new Facts(
                subject,
                token,
                interner.intern(Voice.of(body, days, scope)),
                body.taken(),
                interner.intern(days),
                saidOn != null && !saidOn.qualified() && days.certain(),
                body.saidAt(),
                interner.intern(publishedOf(body, recorded)),
                interner.intern(scope.outlet(body.source().outlet())),
                interner.intern(scope.origin(resolved.origin())),
                isOfficial(body, resolved, days, scope),
                body.quote() != null && body.quote().type() == Report.Quote.Type.DIRECT,
                interner.intern(body.conditions()),
                interner.internNullable(nameOf(speaker, scope)),
                speaker == null ? null : interner.internNullable(officeOf(speaker, resolved)));
    }

    ReportId report() {
        return new ReportId(subject.actor(), subject.issue(), token);
    }

    /** The days that a report means, known by when it was published: the latest is at most that. */
    static Days daysOf(Report body, Instant recorded) {
        var published = publishedOf(body, recorded);
        return body.saidOn() == null ? new Days(null, published) : body.saidOn().days(published);
    }

    /** Null where nobody is named. */
    static @Nullable String nameOf(Report.@Nullable Speaker speaker, Scope scope) {
        if (speaker == null) {
            return null;
        }
        return speaker.actor() != null ? scope.actor(speaker.actor()) : speaker.name();
    }

    private static @Nullable String officeOf(Report.Speaker speaker, Resolved resolved) {
        return resolved.speakerOffice() != null ? resolved.speakerOffice() : speaker.role();
    }

    private static LocalDate publishedOf(Report body, Instant recorded) {
        var published = body.source().publishedOn();
        return published != null ? published : LocalDate.ofInstant(recorded, ZoneOffset.UTC);
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
