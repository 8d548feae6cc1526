package org.demarche.model;

import org.jspecify.annotations.Nullable;

/**
 * Values of the registry that the fold needs. They are those of the filing, and are part of the
 * event, so that the log alone decides.
 *
 * @param origin where the report comes from: the agency it names, else the outlet's owner, else the
 *     outlet. Two papers on one wire are one origin
 * @param outletKind newspaper, broadcaster, online, agency, official or other
 * @param outletGrade the outlet's reliability on the day of publication, A to F (Admiralty code);
 *     null if it had none
 * @param holderKind state, organization, person or group
 * @param speakerOffice the office that the registry gives the speaker for the day of speaking
 */
public record Resolved(
        String origin,
        @Nullable String outletKind,
        @Nullable String outletGrade,
        @Nullable String holderKind,
        @Nullable String speakerOffice) {

    public static final String OFFICIAL = "official";
}
