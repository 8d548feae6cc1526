/** The addresses of this service. */
@NullMarked
package org.demarche.ingest.api;

import org.jspecify.annotations.NullMarked;
