package org.demarche.gateway.evidence;

import java.time.Instant;
import org.demarche.model.ReportId;

/**
 * The place of a retraction in the log. The fold decides whether it counts.
 *
 * @param recorded the instant of recording, in whole milliseconds
 */
public record RetractionPlace(Instant recorded, ReportId report, int partition, long offset) {}
