package org.demarche.model.explain;

import java.time.Instant;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;

/**
 * The present content of one report.
 *
 * @param decisive its account is the one that counts
 */
public record Attestation(
        ReportId report, Report body, Resolved resolved, Instant recorded, boolean decisive) {}
