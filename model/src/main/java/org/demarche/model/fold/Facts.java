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
 * The values of one body of a report that the fold compares. The values are interned. The only
 * texts among them are those of conditions.
 *
 * @param key the key of the statement that the report attests; it has the subject of the report,
 *     which is not always the fold's own if several are folded together
 * @param taken the stance; null for a refusal to comment
 * @param certain whether the day of speaking is known and not qualified
 * @param cut whether the latest day comes from the publication alone
 * @param published the day of publication, or else the day of recording (UTC)
 * @param official whether the report is an official record of the speaker's side
 * @param direct whether the report has a direct quote
 * @param speaker the speaker's id, or else the name as given
 * @param office the speaker's office according to the registry, or else the role as reported
 * @param grades the grades; {@link Grades#NONE} if the rule does not use grades
 * @param mentions the utterances that the report names; {@link Mentions#NONE} if the rule does not
 *     use them
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

    /** Returns the same report with another origin. */
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

    /** Compares field by field to be fast, because the fold sorts every report. */
    private int compareTo(Facts other) {
        var byPublication = published.compareTo(other.published);
        if (byPublication != 0) {
            return byPublication;
        }
        var byToken = token.compareTo(other.token);
        return byToken != 0 ? byToken : key.subject().compareTo(other.key.subject());
    }
}
