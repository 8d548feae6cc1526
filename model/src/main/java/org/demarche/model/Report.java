package org.demarche.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.demarche.model.edtf.Days;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * One outlet's account of one statement, with ids in place of names.
 *
 * @param holder the actor whose stance the report is about; never changes for a report
 * @param spokenFor the actor on whose behalf the speaker spoke; null if the outlet makes the
 *     statement in its own words
 * @param issue the issue that the stance is about; never changes for a report
 * @param conditions the conditions of a conditional stance, in the order given
 * @param saidOn the date of the statement; null means the day of publication or an earlier day
 * @param saidAt the instant of speaking, if known
 * @param saidAtOffset the offset from UTC at the place of speaking; null if the offset is zero or
 *     not given
 * @param utterance the coder's name for one act of speech; all reports of that act have the same
 *     name
 * @param saidAfter the name of an utterance, of this holder on this issue, that was earlier than
 *     this statement
 * @param denies the name of the utterance, of this holder on this issue, that the actor says it
 *     never made
 * @param credibility how credible it is that the statement was made, 1 (confirmed) to 6 (cannot be
 *     judged), by the Admiralty code
 */
public record Report(
        String holder,
        @Nullable String spokenFor,
        String issue,
        @Nullable Speaker speaker,
        Stance stance,
        List<Condition> conditions,
        @Nullable Edtf saidOn,
        @Nullable Instant saidAt,
        @Nullable ZoneOffset saidAtOffset,
        @Nullable String venue,
        List<String> addressees,
        @Nullable Act act,
        @Nullable Quote quote,
        @Nullable String summary,
        @Nullable String utterance,
        @Nullable String saidAfter,
        @Nullable String denies,
        Source source,
        @Nullable Integer credibility,
        @Nullable Coder coder) {

    /** The CAMEO code for declining to comment. A report with this code takes no stance. */
    public static final String DECLINE_TO_COMMENT = "011";

    public Report {
        conditions = List.copyOf(conditions);
        addressees = List.copyOf(addressees);
    }

    /** Makes a report without {@code saidAtOffset}, {@code saidAfter} and {@code denies}. */
    public Report(
            String holder,
            @Nullable String spokenFor,
            String issue,
            @Nullable Speaker speaker,
            Stance stance,
            List<Condition> conditions,
            @Nullable Edtf saidOn,
            @Nullable Instant saidAt,
            @Nullable String venue,
            List<String> addressees,
            @Nullable Act act,
            @Nullable Quote quote,
            @Nullable String summary,
            @Nullable String utterance,
            Source source,
            @Nullable Integer credibility,
            @Nullable Coder coder) {
        this(
                holder,
                spokenFor,
                issue,
                speaker,
                stance,
                conditions,
                saidOn,
                saidAt,
                null,
                venue,
                addressees,
                act,
                quote,
                summary,
                utterance,
                null,
                null,
                source,
                credibility,
                coder);
    }

    /** Returns the stance of this report; null for a refusal to comment. */
    public @Nullable Stance taken() {
        return act != null && DECLINE_TO_COMMENT.equals(act.cameo()) ? null : stance;
    }

    /** Returns the day of publication; if it is not known, the day of recording (UTC). */
    public LocalDate published(Instant recorded) {
        var published = source.publishedOn();
        return published != null ? published : LocalDate.ofInstant(recorded, ZoneOffset.UTC);
    }

    /** Returns the days between which the statement was made. None is after the publication. */
    public Days days(Instant recorded) {
        var published = published(recorded);
        return saidOn == null ? new Days(null, published) : saidOn.days(published);
    }

    /**
     * Returns the same days as {@link #days}, with their doubts. If all days are after the
     * publication, the result is the earliest of them.
     */
    public Days saidBy(Instant recorded) {
        var published = published(recorded);
        return saidOn == null ? new Days(null, published) : saidOn.saidBy(published);
    }

    /** Whether the last possible day comes from the publication alone. */
    public boolean endsWithPublication(Instant recorded) {
        return saidOn == null || saidOn.isCutAt(published(recorded));
    }

    /**
     * @param actor the speaker's id; null if the registry does not have the speaker
     * @param name the speaker's name, as given
     * @param role the speaker's role, as the outlet gives it
     */
    public record Speaker(@Nullable String actor, @Nullable String name, @Nullable String role) {}

    /**
     * @param key the coder's name for the condition: texts with the same key are one condition, and
     *     rules compare keys only
     */
    public record Condition(@Nullable String key, String text) {}

    /**
     * @param plover one of PLOVER's 16 types
     * @param cameo a CAMEO code; CAMEO also has codes for comments (01x) and appeals (02x), which
     *     PLOVER dropped
     */
    public record Act(@Nullable String plover, @Nullable String mode, @Nullable String cameo) {}

    public record Quote(Type type, @Nullable String text) {

        public enum Type {
            DIRECT,
            INDIRECT,
            MIXED;

            private final String label = name().toLowerCase(Locale.ROOT);

            /** The name of this constant on the wire; it never changes. */
            public String label() {
                return label;
            }
        }
    }

    /**
     * @param agency the news agency that the outlet names as its source
     * @param publishedOn the day of publication; if only a longer time is known, its last day
     * @param published the longer time of publication, if the day is not known
     * @param publishedAt the instant of publication, if known
     * @param language the language of the source, as a BCP 47 tag
     * @param relay the relays through which the words reached the outlet, the nearest to the
     *     speaker first
     */
    public record Source(
            String outlet,
            @Nullable String agency,
            @Nullable String url,
            @Nullable LocalDate publishedOn,
            @Nullable Edtf published,
            @Nullable Instant publishedAt,
            @Nullable String language,
            List<String> relay) {

        public Source {
            relay = List.copyOf(relay);
        }

        /** Makes a source that was published on a day, or at an unknown time. */
        public Source(
                String outlet,
                @Nullable String agency,
                @Nullable String url,
                @Nullable LocalDate publishedOn,
                @Nullable String language,
                List<String> relay) {
            this(outlet, agency, url, publishedOn, null, null, language, relay);
        }
    }

    public record Coder(@Nullable String name, @Nullable Confidence confidence) {

        public enum Confidence {
            HIGH,
            MEDIUM,
            LOW;

            private final String label = name().toLowerCase(Locale.ROOT);

            /** The name of this constant on the wire; it never changes. */
            public String label() {
                return label;
            }
        }
    }
}
