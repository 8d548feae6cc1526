/** Writes entries of the registry: those of a PUT, and those for unknown names of a report. */
@NullMarked
package org.demarche.ingest.registering;

import org.jspecify.annotations.NullMarked;
