/** Files a report: from its body to its place in the log. */
@NullMarked
package org.demarche.ingest.filing;

import org.jspecify.annotations.NullMarked;
