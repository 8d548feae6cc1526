package org.demarche.gateway.evidence;

import java.time.Instant;
import org.demarche.model.Subject;

/**
 * An actor and issue, under the ids of the filing.
 *
 * @param recorded when their last record was, in whole milliseconds; a version may see fewer
 */
public record PairPlace(Subject subject, Instant recorded) {}
