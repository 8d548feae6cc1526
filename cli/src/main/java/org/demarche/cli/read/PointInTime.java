package org.demarche.cli.read;

import org.demarche.cli.Address;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which of an actor's words and of the reports of them count, and by which rule. The gateway checks what is written here, and says what is not.
 */
final class PointInTime {

    @Option(
            names = "--as-of",
            paramLabel = "DAY",
            description = "Only what was said by that day, such as 2022-12-31.")
    private @Nullable String asOf;

    @Option(
            names = "--as-known",
            paramLabel = "INSTANT",
            description =
                    "Only what had been recorded by then: 2026-11-25T03:40:00Z, or a day, which means its end in UTC.")
    private @Nullable String asKnown;

    @Option(
            names = "--uncertain",
            paramLabel = "WHETHER",
            description =
                    "With --as-of: include or exclude what may have been said later; by default it is excluded.")
    private @Nullable String uncertain;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "own, or with-parts: the words of the actor's parts, too.")
    private @Nullable String scope;

    @Option(
            names = "--min-reliability",
            paramLabel = "GRADE",
            description =
                    "A to E: without the reports of outlets with a worse grade. Outlets that cannot be judged count.")
    private @Nullable String minReliability;

    @Option(
            names = "--max-credibility",
            paramLabel = "NUMBER",
            description =
                    "1 to 5: without reports of a worse credibility. Reports that cannot be judged count.")
    private @Nullable String maxCredibility;

    @Option(
            names = "--graded",
            paramLabel = "WHICH",
            description = "only: without reports and outlets that cannot be judged.")
    private @Nullable String graded;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "Another rule than that of the version, such as latest-own/1.")
    private @Nullable String rule;

    Address of(Address address) {
        return address.with("asOf", asOf)
                .with("asKnown", asKnown)
                .with("uncertain", uncertain)
                .with("scope", scope)
                .with("minReliability", minReliability)
                .with("maxCredibility", maxCredibility)
                .with("graded", graded)
                .with("rule", rule);
    }

    /** For a headline; empty where the present is meant. */
    String words() {
        return (asOf == null ? "" : ", as of " + asOf)
                + (uncertain == null ? "" : ", uncertain days " + uncertain + "d")
                + (asKnown == null ? "" : ", as known " + asKnown)
                + (scope == null ? "" : ", scope " + scope)
                + (minReliability == null ? "" : ", reliability at least " + minReliability)
                + (maxCredibility == null ? "" : ", credibility at most " + maxCredibility)
                + (graded == null ? "" : ", graded " + graded)
                + (rule == null ? "" : ", rule " + rule);
    }
}
