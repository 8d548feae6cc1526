package org.demarche.cli.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the two times, the grades and the rule. The gateway checks their values. */
public final class TimeOptions {

    @Option(
            names = "--as-of",
            paramLabel = "DAY",
            description = "Only statements made by that day, such as 2022-12-31.")
    private @Nullable String asOf;

    @Option(
            names = "--as-known",
            paramLabel = "INSTANT",
            description =
                    "Only reports recorded by then: 2026-11-25T03:40:00Z, or a day, which means its end in UTC.")
    private @Nullable String asKnown;

    @Option(
            names = "--uncertain",
            paramLabel = "WHETHER",
            description =
                    "With --as-of: include or exclude statements that may be from a later day. By default they are excluded.")
    private @Nullable String uncertain;

    @Mixin private final BasisOptions basis = new BasisOptions();

    public Address of(Address address) {
        return basis.of(
                address.with("asOf", asOf).with("asKnown", asKnown).with("uncertain", uncertain));
    }

    /** Returns the times and the basis as a part of a headline; empty if none was given. */
    public String words() {
        return (asOf == null ? "" : ", as of " + asOf)
                + (uncertain == null ? "" : ", uncertain days " + uncertain + "d")
                + (asKnown == null ? "" : ", as known " + asKnown)
                + basis.words();
    }
}
