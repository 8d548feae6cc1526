package org.demarche.model.explain;

import java.time.Instant;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;

/**
 * One report of a statement, with its current content.
 *
 * @param decisive whether the report gives the account that counts
 */
public record Attestation(
        ReportId report, Report body, Resolved resolved, Instant recorded, boolean decisive) {}
