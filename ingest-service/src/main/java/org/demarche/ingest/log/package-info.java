/** This service's side of the log: appending, following, and the index of the reports in it. */
@NullMarked
package org.demarche.ingest.log;

import org.jspecify.annotations.NullMarked;
