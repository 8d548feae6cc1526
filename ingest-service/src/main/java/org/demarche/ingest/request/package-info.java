/** Reads requests within limits of size and time, and refuses them with a problem. */
@NullMarked
package org.demarche.ingest.request;

import org.jspecify.annotations.NullMarked;
