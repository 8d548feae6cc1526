package org.demarche.cli.projection;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for an automatic or a manual promotion. */
final class PromoteOption {

    /** The values of the option, by their names in the API. */
    enum Promote {
        auto,
        manual
    }

    @Option(
            names = "--promote",
            paramLabel = "WHO",
            description =
                    "auto: promote it when it has caught up, unless dead letters or the number of documents block it; manual: wait for `demarche promote`, as a replay with --until always does. By default auto, and manual for a --revision older than that of the live version.")
    private @Nullable Promote promote;

    /** Returns the value; null if the gateway chooses it by the other options. */
    @Nullable String value() {
        return promote == null ? null : promote.name();
    }
}
