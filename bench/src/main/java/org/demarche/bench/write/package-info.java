/** Measures the acceptance of reports, beside bare handlers and a bare producer. */
@NullMarked
package org.demarche.bench.write;

import org.jspecify.annotations.NullMarked;
