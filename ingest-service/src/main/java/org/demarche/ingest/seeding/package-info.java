/** Files the seeds of a new stack. */
@NullMarked
package org.demarche.ingest.seeding;

import org.jspecify.annotations.NullMarked;
