/** Appends to the log, follows it, and keeps an index of its reports. */
@NullMarked
package org.demarche.ingest.log;

import org.jspecify.annotations.NullMarked;
