/** Restores the lines of an export into a log that has no other events. */
@NullMarked
package org.demarche.ingest.restoring;

import org.jspecify.annotations.NullMarked;
