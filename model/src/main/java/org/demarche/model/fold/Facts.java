package org.demarche.model.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.demarche.model.Grades;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.StatementKey;
import org.demarche.model.Voice;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The values of one version of a report that the fold compares. They are interned, and texts are
 * left out, except those of conditions.
 *
 * @param key of the statement that it attests, with the subject of the report, which in a fold of
 *     several is not the fold's own
 * @param taken the stance; null for a refusal to comment
 * @param certain the day of speaking is known and not qualified
 * @param cut the latest day comes from the publication alone
 * @param published the day of publication, else the day recorded (UTC)
 * @param official an official record of the speaker's side
 * @param direct with a direct quote
 * @param speaker the actor's id, else the name as given
 * @param office that the registry gives the speaker, else the role as reported
 * @param grades none by a rule that tells of none
 * @param mentions none by a rule that asks for none
 */
public record Facts(
        StatementKey key,
        String token,
        Voice voice,
        @Nullable Stance taken,
        Days days,
        boolean certain,
        boolean cut,
        @Nullable Instant saidAt,
        LocalDate published,
        String outlet,
        String origin,
        boolean official,
        boolean direct,
        List<Report.Condition> conditions,
        @Nullable String speaker,
        @Nullable String office,
        Grades grades,
        Mentions mentions) {

    public static final Comparator<Facts> ORDER = Facts::compareTo;

    /** The same report, counted under another origin. */
    Facts from(String other) {
        return new Facts(
                key,
                token,
                voice,
                taken,
                days,
                certain,
                cut,
                saidAt,
                published,
                outlet,
                other,
                official,
                direct,
                conditions,
                speaker,
                office,
                grades,
                mentions);
    }

    boolean agreesWith(Facts other) {
        return taken == other.taken && days.equals(other.days) && voice.equals(other.voice);
    }

    public ReportId report() {
        return new ReportId(key.subject().actor(), key.subject().issue(), token);
    }

    /** Compares field by field, because the fold sorts every report. */
    private int compareTo(Facts other) {
        var byPublication = published.compareTo(other.published);
        if (byPublication != 0) {
            return byPublication;
        }
        var byToken = token.compareTo(other.token);
        return byToken != 0 ? byToken : key.subject().compareTo(other.key.subject());
    }
}
