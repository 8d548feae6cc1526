package org.demarche.gateway.projection;

import org.demarche.log.VersionId;
import org.demarche.log.control.Version;

/** The answers about versions. */
final class VersionAnswers {

    private final Decisions decisions;
    private final VersionWatch watch;
    private final ViewSizes sizes;

    VersionAnswers(Decisions decisions, VersionWatch watch, ViewSizes sizes) {
        this.decisions = decisions;
        this.watch = watch;
        this.sizes = sizes;
    }

    VersionStanding standing(VersionId id) {
        var catalog = decisions.catalog();
        return watch.standing(catalog, catalog.version(id).orElseThrow());
    }

    /**
     * Makes the answer after a decision, with the version measured against the present end of the
     * log.
     */
    VersionJson decided(Version version) {
        watch.refresh();
        return json(version);
    }

    VersionJson json(Version version) {
        return json(watch.standing(decisions.catalog(), version));
    }

    VersionJson json(VersionStanding standing) {
        var bytes = standing.progress().flatMap(_ -> sizes.bytes(standing.version().id()));
        return VersionJson.of(standing, isDeclared(standing.version().id()), bytes.orElse(null));
    }

    /**
     * Whether a definition folds the version. A projection that is missing was deleted, so it was
     * declared.
     */
    private boolean isDeclared(VersionId id) {
        return decisions
                .catalog()
                .projection(id.projection())
                .map(projection -> projection.definition() != null)
                .orElse(true);
    }
}
