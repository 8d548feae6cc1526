/** The log of reports, kept once on disk for all versions, to be read by actor and issue. */
@NullMarked
package org.demarche.gateway.evidence;

import org.jspecify.annotations.NullMarked;
