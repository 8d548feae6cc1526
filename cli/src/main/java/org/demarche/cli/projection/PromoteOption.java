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
                    "auto: promote it when it has caught up, unless dead letters or the number of documents speak against it; manual: wait for `demarche promote`, as every replay with an end does. By default auto.")
    private @Nullable Promote promote;

    /** Null: the gateway chooses, by what else is asked for. */
    @Nullable String value() {
        return promote == null ? null : promote.name();
    }
}
