package org.demarche.cli.read;

import org.demarche.cli.Address;
import org.demarche.cli.BasisOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which of an actor's words and which reports of them count. The gateway checks what is written
 * here, and says what is not.
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

    @Mixin private final BasisOptions basis = new BasisOptions();

    Address of(Address address) {
        return basis.of(
                address.with("asOf", asOf)
                        .with("asKnown", asKnown)
                        .with("uncertain", uncertain)
                        .with("scope", scope));
    }

    /** For a headline; empty where the present is meant. */
    String words() {
        return (asOf == null ? "" : ", as of " + asOf)
                + (uncertain == null ? "" : ", uncertain days " + uncertain + "d")
                + (asKnown == null ? "" : ", as known " + asKnown)
                + (scope == null ? "" : ", scope " + scope)
                + basis.words();
    }
}
