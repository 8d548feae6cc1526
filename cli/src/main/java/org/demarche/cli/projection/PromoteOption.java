package org.demarche.cli.projection;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who decides that a new version is served. */
final class PromoteOption {

    /** By their names in the API. */
    enum Promote {
        auto,
        manual
    }

    @Option(
            names = "--promote",
            paramLabel = "WHO",
            description =
                    "auto: it is served as soon as it has caught up, unless dead letters or the count of documents speak against it; manual: when `demarche promote` says so, as is every replay with an end. By default auto.")
    private @Nullable Promote promote;

    /** Null: the gateway chooses, by what else is asked for. */
    @Nullable String value() {
        return promote == null ? null : promote.name();
    }
}
