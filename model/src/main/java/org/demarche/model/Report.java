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
 * @param holder the actor whose stance this is about; never changes for a report
 * @param spokenFor the actor on whose behalf the speaker spoke; null if the outlet says it in its
 *     own words
 * @param issue never changes for a report
 * @param conditions what a conditional stance depends on, in the order given
 * @param saidOn null means: by the day of publication
 * @param saidAt the instant of speaking, where known
 * @param saidAtOffset the offset from UTC of the place where it was said; null if it is UTC or
 *     nobody gave it
 * @param utterance the coder's name for one act of speech, shared by the reports of it
 * @param saidAfter the utterance, of this holder on this issue, that this one came after
 * @param denies the utterance, of this holder on this issue, that the actor says it never made
 * @param credibility of the information, 1 (confirmed) to 6 (cannot be judged): Admiralty code
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

    /** CAMEO's code for declining to comment, which takes no stance. */
    public static final String DECLINE_TO_COMMENT = "011";

    public Report {
        conditions = List.copyOf(conditions);
        addressees = List.copyOf(addressees);
    }

    /** Makes a report that names no utterance but its own, and has no offset. */
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

    /** The stance of this report; null for a refusal to comment, which takes none. */
    public @Nullable Stance taken() {
        return act != null && DECLINE_TO_COMMENT.equals(act.cameo()) ? null : stance;
    }

    /** The day of publication, or the day of recording (UTC) if none is known. */
    public LocalDate published(Instant recorded) {
        var published = source.publishedOn();
        return published != null ? published : LocalDate.ofInstant(recorded, ZoneOffset.UTC);
    }

    /** The days between which the statement was made; none is after the publication. */
    public Days days(Instant recorded) {
        var published = published(recorded);
        return saidOn == null ? new Days(null, published) : saidOn.days(published);
    }

    /** The same days with their doubts. A named day stays, even if the publication is earlier. */
    public Days saidBy(Instant recorded) {
        var published = published(recorded);
        return saidOn == null ? new Days(null, published) : saidOn.saidBy(published);
    }

    /** Whether the last possible day comes from the publication alone. */
    public boolean endsWithPublication(Instant recorded) {
        return saidOn == null || saidOn.isCutAt(published(recorded));
    }

    /**
     * @param actor id, where the registry has the person
     * @param name as given
     * @param role as given by the outlet
     */
    public record Speaker(@Nullable String actor, @Nullable String name, @Nullable String role) {}

    /**
     * @param key the coder's word that two texts are one condition; only keys are ever compared
     */
    public record Condition(@Nullable String key, String text) {}

    /**
     * @param plover one of PLOVER's 16 types
     * @param cameo a CAMEO code, which keeps plain comments (01x, 02x)
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
     * @param publishedOn the day of publication; of a longer time the last day it may have been
     * @param published that longer time, where no day is known
     * @param publishedAt the instant of publication, where known
     * @param language BCP 47
     * @param relay through whom it came, nearest to the speaker first
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

        /** A source published on a day, or at an unknown time. */
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
