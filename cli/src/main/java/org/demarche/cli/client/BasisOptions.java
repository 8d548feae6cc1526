package org.demarche.cli.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the rule and the grades of reports. The gateway checks their values. */
public final class BasisOptions {

    @Option(
            names = "--min-reliability",
            paramLabel = "GRADE",
            description =
                    "Leave out reports of outlets with a worse grade than this, A to E. Outlets that cannot be judged count.")
    private @Nullable String minReliability;

    @Option(
            names = "--max-credibility",
            paramLabel = "NUMBER",
            description =
                    "Leave out reports of a worse credibility than this, 1 to 5. Reports that cannot be judged count.")
    private @Nullable String maxCredibility;

    @Option(
            names = "--graded",
            paramLabel = "WHICH",
            description =
                    "--graded only leaves out reports that cannot be judged, too. There is no other value.")
    private @Nullable String graded;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "A rule other than the version's, such as latest-own/1.")
    private @Nullable String rule;

    public Address of(Address address) {
        return address.with("minReliability", minReliability)
                .with("maxCredibility", maxCredibility)
                .with("graded", graded)
                .with("rule", rule);
    }

    /** Returns the basis as a part of a headline; empty if the usual rule folds all reports. */
    public String words() {
        return (minReliability == null ? "" : ", reliability at least " + minReliability)
                + (maxCredibility == null ? "" : ", credibility at most " + maxCredibility)
                + (graded == null ? "" : ", graded " + graded)
                + (rule == null ? "" : ", rule " + rule);
    }
}
