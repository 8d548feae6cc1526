/** Passes requests on to the ingest service. */
@NullMarked
package org.demarche.gateway.write;

import org.jspecify.annotations.NullMarked;
