package org.demarche.model;

import org.jspecify.annotations.Nullable;

/**
 * Values from the registry that the fold needs. The ingest service finds them when it takes a
 * report and puts them into the event, so that the log alone decides.
 *
 * @param origin the news agency that the report names, or else the outlet's owner, or else the
 *     outlet; two papers that print one dispatch have one origin
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
