/** Corrects and retracts filed reports. */
@NullMarked
package org.demarche.ingest.amending;

import org.jspecify.annotations.NullMarked;
