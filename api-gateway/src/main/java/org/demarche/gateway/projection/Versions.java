package org.demarche.gateway.projection;

import org.demarche.log.VersionId;
import org.demarche.log.control.Version;

/** Versions as they stand now, and as they are answered. */
final class Versions {

    private final Decisions decisions;
    private final Watch watch;
    private final ViewSizes sizes;

    Versions(Decisions decisions, Watch watch, ViewSizes sizes) {
        this.decisions = decisions;
        this.watch = watch;
        this.sizes = sizes;
    }

    Standing standing(VersionId id) {
        var catalog = decisions.catalog();
        return watch.standing(catalog, catalog.version(id).orElseThrow());
    }

    /** After a decision: what it changed is measured against the log as it ends by now. */
    VersionJson decided(Version version) {
        watch.refresh();
        return json(version);
    }

    VersionJson json(Version version) {
        return json(watch.standing(decisions.catalog(), version));
    }

    VersionJson json(Standing standing) {
        var bytes = standing.progress().flatMap(_ -> sizes.bytes(standing.version().id()));
        return VersionJson.of(standing, bytes.orElse(null));
    }
}
