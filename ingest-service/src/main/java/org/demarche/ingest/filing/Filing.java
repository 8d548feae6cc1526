package org.demarche.ingest.filing;

import java.util.Optional;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;

/**
 * A report without faults, before it is in the log.
 *
 * @param digest the digest of the body in canonical form, 64 hexadecimal digits
 */
record Filing(ReportId id, Report body, Resolved resolved, String digest) {

    /** Returns the URL of the report's article. */
    Optional<String> url() {
        return Optional.ofNullable(body.source().url());
    }
}
