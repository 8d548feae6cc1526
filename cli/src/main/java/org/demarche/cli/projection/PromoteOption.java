package org.demarche.cli.projection;

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
            defaultValue = "auto",
            description =
                    "auto: it is served as soon as it has caught up, unless dead letters or the count of documents speak against it; manual: when `demarche promote` says so. By default ${DEFAULT-VALUE}.")
    private Promote promote = Promote.auto;

    String value() {
        return promote.name();
    }
}
