/** The processes that a measurement runs, and the stacks that it asks. */
@NullMarked
package org.demarche.bench.workplace;

import org.jspecify.annotations.NullMarked;
