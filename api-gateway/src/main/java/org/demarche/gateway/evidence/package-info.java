/** The log of reports, once on disk for all versions, readable by actor and issue. */
@NullMarked
package org.demarche.gateway.evidence;

import org.jspecify.annotations.NullMarked;
