package org.demarche.cli.read;

import org.demarche.cli.client.Address;
import org.demarche.cli.client.TimeOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the statements and reports that count. The gateway checks their values. */
final class PointInTimeOptions {

    @Mixin private final TimeOptions time = new TimeOptions();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "Either own, or with-parts for the statements of the actor's parts, too.")
    private @Nullable String scope;

    Address of(Address address) {
        return time.of(address).with("scope", scope);
    }

    /** Returns the words for a headline; they are empty for the present. */
    String words() {
        return time.words() + (scope == null ? "" : ", scope " + scope);
    }
}
