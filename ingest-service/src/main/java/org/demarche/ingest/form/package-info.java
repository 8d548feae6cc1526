/** Reads and checks the body of a report, and finds the entries for its names. */
@NullMarked
package org.demarche.ingest.form;

import org.jspecify.annotations.NullMarked;
