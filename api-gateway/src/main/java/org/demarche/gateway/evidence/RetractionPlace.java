package org.demarche.gateway.evidence;

import java.time.Instant;
import org.demarche.model.ReportId;

/**
 * Where the log has a retraction. Whether it counts, the fold decides.
 *
 * @param recorded in whole milliseconds
 */
public record RetractionPlace(Instant recorded, ReportId report, int partition, long offset) {}
