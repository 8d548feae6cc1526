package org.demarche.ingest.form;

import org.demarche.log.json.Fields;
import org.demarche.log.registry.Actor;
import org.demarche.model.Report.Speaker;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;

/**
 * Reads the speaker and the actor spoken for, and checks fields that need the holder's own
 * statement.
 */
final class VoiceForm {

    private final Fields report;
    private final NameLookup names;

    VoiceForm(Fields report, NameLookup names) {
        this.report = report;
        this.names = names;
    }

    Speaker speaker(Fields speaker) {
        if (!speaker.has("actor") && !speaker.has("name") && !speaker.has("role")) {
            speaker.note(speaker.place(), "must have actor, name or role");
        }
        return new Speaker(
                speaker.parsed("actor", ReportForm.LONGEST_NAME, names::actor),
                ReportForm.text(speaker, "name", ReportForm.LONGEST_NAME),
                ReportForm.text(speaker, "role", ReportForm.LONGEST_NAME));
    }

    /** Reads the actor spoken for. If the holder speaks, the report needs no spokenFor. */
    @Nullable String spokenFor(@Nullable String holder, @Nullable Speaker speaker) {
        var spokenFor = read(holder, speaker);
        if (holder != null
                && isOwn(holder, spokenFor)
                && names.actorOf(holder).filter(Actor::hasUndefinedMembership).isPresent()) {
            report.note(
                    report.at("spokenFor"),
                    "is %s, a group of undefined membership, and nobody speaks for such a group: name the actor who says this about the group, or leave out spokenFor and speaker if the outlet says it"
                            .formatted(holder));
        }
        return spokenFor;
    }

    private @Nullable String read(@Nullable String holder, @Nullable Speaker speaker) {
        if (report.has("spokenFor") || speaker == null) {
            return report.parsed("spokenFor", ReportForm.LONGEST_NAME, names::actor);
        }
        if (holder != null && holder.equals(speaker.actor())) {
            return holder;
        }
        report.note(
                report.at("spokenFor"),
                "is missing: a speaker who is not the holder speaks for another actor");
        return null;
    }

    /** Checks a denial. Only the actor can deny its own statement, and a denial takes no stance. */
    void checkDenial(@Nullable String holder, @Nullable String spokenFor, @Nullable Stance stance) {
        if (!report.has("denies")) {
            return;
        }
        var read = spokenFor != null || !report.has("spokenFor");
        if (holder != null && read && !isOwn(holder, spokenFor)) {
            report.note(
                    report.at("denies"),
                    "is allowed only in the actor's own statement: spokenFor must be the holder, %s"
                            .formatted(holder));
        }
        if (stance != null && stance != Stance.NONE) {
            report.note(
                    report.at("denies"),
                    "is a denial and takes no stance: stance must be none. If the actor also took a stance, file it as another report");
        }
    }

    private boolean isOwn(String holder, @Nullable String spokenFor) {
        return spokenFor != null && names.areOne(holder, spokenFor);
    }
}
