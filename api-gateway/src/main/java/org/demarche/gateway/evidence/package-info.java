/**
 * The gateway's copy of the log on disk, one for all versions, which can be read by actor and
 * issue.
 */
@NullMarked
package org.demarche.gateway.evidence;

import org.jspecify.annotations.NullMarked;
